import { CopyCommand } from '../../ui/copy.tsx';
import styles from './page.module.css';

/** Four commands, naming the node that serves this page. */
export function FirstSteps() {
  const steps = [
    {
      title: 'Make a key to sign with',
      text: 'It stays on your machine, encrypted.',
      command: 'countersign key new --name me',
    },
    {
      title: 'Write a policy that asks this node',
      text: 'Everything in today’s lockfile is exempted: the gate begins green. Its first anchor is you.',
      command: `countersign init --node ${location.origin}`,
    },
    {
      title: 'Judge the lockfile',
      text: 'Run it in CI too. An update that nobody read turns it red.',
      command: 'countersign gate',
    },
    {
      title: 'Read a change and sign it',
      text: 'From one release to the next, file by file. The gate of everybody who trusts you takes it from there.',
      command: 'countersign review socks-proxy-agent@8.0.5 --base 8.0.4',
    },
  ];
  return (
    <>
      <h2 id="start">Begin</h2>
      <p className={styles.quiet}>
        In the folder of a project that has a <code>package-lock.json</code>.
      </p>
      <ol className={styles.steps}>
        {steps.map(({ title, text, command }) => (
          <li key={command}>
            <p>
              <b>{title}.</b> <span className={styles.quiet}>{text}</span>
            </p>
            <CopyCommand text={command} />
          </li>
        ))}
      </ol>
      <p className={styles.quiet}>
        Something in it is wrong? <code>countersign flag</code> raises a red flag;{' '}
        <code>countersign why</code> shows the evidence behind a verdict.
      </p>
    </>
  );
}
