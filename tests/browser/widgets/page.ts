import '../../../node_modules/@astrojs/starlight/dist/style/props.css';
import '../../../node_modules/@astrojs/starlight/dist/style/reset.css';
import '../../../node_modules/@astrojs/starlight/dist/style/util.css';
import '../../../src/styles/course.css';
import '../../../src/components/trained/widget.css';
import { mount } from 'svelte';
import type { Component } from 'svelte';
import Answerer from '../../../src/components/answerer/Answerer.svelte';
import Levels from '../../../src/components/levels/Levels.svelte';
import Tuner from '../../../src/components/tuner/Tuner.svelte';
import Classifier from '../../../src/components/classifier/Classifier.svelte';
import Translator from '../../../src/components/translator/Translator.svelte';
import { fake } from './fake-engine.ts';

/** The widgets of the trained models on a page of their own, each with an engine that plays along. */
const widgets: Readonly<Record<string, Component<{ id: string }>>> = {
  answerer: Answerer,
  classifier: Classifier,
  levels: Levels,
  translator: Translator,
  tuner: Tuner,
};

const name = location.hash.slice(1);
const target = document.querySelector('main');
const widget = widgets[name];
if (!target || !widget) throw new Error(`no widget ${name}`);
Object.assign(window, { fake });
mount(widget, { target, props: { id: name } });
