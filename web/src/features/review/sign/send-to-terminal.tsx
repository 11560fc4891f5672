import { formatUnsigned, type Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { useBench } from '../bench.ts';
import type { Terminal } from '../session/occasion.ts';
import { sessionWords } from '../session/session-words.ts';
import { say } from '../view-store.ts';
import styles from './sign.module.css';

type Sending =
  | { readonly step: 'before' }
  | { readonly step: 'waiting' }
  | { readonly step: 'declined' }
  | { readonly step: 'failed'; readonly error: unknown };

/** Hands the statement to the terminal, where the key is, and waits for the person there. */
export function SendToTerminal({ unsigned, terminal }: { unsigned: Unsigned; terminal: Terminal }) {
  const { view } = useBench();
  const [sending, setSending] = useState<Sending>({ step: 'before' });
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const answer = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    if (sending.step !== 'before') answer.current?.scrollIntoView({ block: 'nearest' });
  }, [sending]);

  const send = async (): Promise<void> => {
    abort.current = new AbortController();
    const { signal } = abort.current;
    setSending({ step: 'waiting' });
    say(view, 'Sent. Answer in the terminal.');
    try {
      const outcome = await terminal.send(formatUnsigned(unsigned), signal);
      setSending({ step: 'declined' });
      if (outcome.outcome === 'signed') view.setState({ signed: outcome });
    } catch (error) {
      if (!signal.aborted) setSending({ step: 'failed', error });
    }
  };

  return (
    <div className={styles.handOver}>
      <p>
        <b>
          <VisibleText text={terminal.signer.name} />
        </b>{' '}
        <code>{terminal.signer.fingerprint}</code> signs, at the terminal that opened this page
        {terminal.nodes.length === 0 ? '' : `; it goes to ${terminal.nodes.join(', ')}`}.
      </p>
      <Button kind="primary" disabled={sending.step === 'waiting'} onClick={() => void send()}>
        {sending.step === 'waiting' ? 'Waiting for the terminal…' : 'Send to the terminal to sign'}
      </Button>
      <output ref={answer} className={styles.answer}>
        {sending.step === 'waiting' ? (
          <p>
            The terminal shows release, digests and coverage, and asks. Nothing is signed before you say yes
            there.
          </p>
        ) : null}
        {sending.step === 'declined' ? (
          <p className={styles.warning}>
            Declined at the terminal: nothing was signed. Your draft is as it was.
          </p>
        ) : null}
        {sending.step === 'failed' ? (
          <p className={styles.warning}>
            <VisibleText text={sessionWords(sending.error)} />
          </p>
        ) : null}
      </output>
    </div>
  );
}
