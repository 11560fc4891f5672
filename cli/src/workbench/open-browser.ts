import { spawn } from 'node:child_process';
import process from 'node:process';

type Env = Readonly<Record<string, string | undefined>>;

/** Opens an address in the user's browser; `failed` is called when there is no way to. Nothing waits for it. */
export function openBrowser(url: string, env: Env, failed: () => void): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true, env: { ...env } });
  child.on('error', failed);
  child.on('exit', (status) => {
    if (status !== 0 && status !== null) failed();
  });
  child.unref();
}
