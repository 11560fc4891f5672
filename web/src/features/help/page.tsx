import { useTitle } from '../../ui/use-title.ts';
import { FirstSteps } from './first-steps.tsx';
import { Keys } from './keys-table.tsx';
import styles from './page.module.css';
import { Protection } from './protection.tsx';
import { Verdicts } from './verdicts.tsx';

/** What this is, how to begin, and what a page like this one can and cannot protect from. */
export function HelpPage() {
  useTitle('Help');
  return (
    <main className={styles.help}>
      <h1>Read what you install, sign what you read</h1>
      <p className="lead">
        Countersign holds back an update until enough independent people have read it. Reviewers sign what
        they read, nodes such as this one keep the signatures in public logs, and the gate in your project
        checks them.
      </p>
      <p>
        A node decides nothing for you. It cannot change a review, nor take one out of its log unseen. Whom to
        believe is written in your own policy, and your own machine checks every byte.
      </p>
      <nav aria-label="On this page">
        <ul className={styles.contents}>
          <li>
            <a href="#start">Begin</a>
          </li>
          <li>
            <a href="#verdicts">Read a verdict</a>
          </li>
          <li>
            <a href="#flags">What a flag means</a>
          </li>
          <li>
            <a href="#keys">Keys</a>
          </li>
          <li>
            <a href="#protection">What this page can protect from</a>
          </li>
        </ul>
      </nav>
      <FirstSteps />
      <Verdicts />
      <Keys />
      <Protection />
    </main>
  );
}
