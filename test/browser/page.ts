import { platform } from '@countersign/shared/platform/browser.ts';
import { ask, type Answer } from './verbs.ts';
import type { SentCase } from './case.ts';

/** Runs in Chromium: asks every case that the server sends, and keeps the answers for the test to read. */
export interface AnsweringPage {
  answers: Promise<Answer[]>;
}

(globalThis as unknown as AnsweringPage).answers = answerAll();

async function answerAll(): Promise<Answer[]> {
  const cases = (await (await fetch('/cases.json')).json()) as SentCase[];
  const answers: Answer[] = [];
  for (const { verb, args } of cases) {
    const bytes = args.map((text) => Uint8Array.fromBase64(text));
    answers.push(await ask(platform, verb, bytes));
  }
  return answers;
}
