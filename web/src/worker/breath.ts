/** Milliseconds of work between two looks at what else was asked for. */
const sliceLength = 12;

/** Lets other requests in between pieces of long work. */
export class Breath {
  #since = performance.now();

  /** Waits for the messages that have arrived when it is time for that; else goes on at once. */
  async take(): Promise<void> {
    if (performance.now() - this.#since < sliceLength) return;
    await otherMessages();
    this.#since = performance.now();
  }
}

/** Not a timer: browsers make a chain of those wait for milliseconds each. */
function otherMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
