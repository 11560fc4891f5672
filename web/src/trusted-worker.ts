/** The pages' only Trusted Types policy: the addresses of their own workers, and nothing else. */
interface WorkerAddresses {
  createScriptURL(address: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: WorkerAddresses): WorkerAddresses;
}

const rules: WorkerAddresses = {
  createScriptURL(address) {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError('not our own worker');
    return address;
  },
};

const policy =
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('countersign-worker', rules) ??
  rules;

/** Starts a worker of the build, named by `import address from './x.ts?worker&url'`. */
export function startWorker(address: string): Worker {
  return new Worker(policy.createScriptURL(address), { type: 'module' });
}
