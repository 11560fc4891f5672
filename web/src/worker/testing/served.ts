import { artifactDigest } from '@countersign/shared/digest.ts';
import { makeTarGz, type TarFile } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { defaultFetching, type Fetching } from '../fetch/fetch-bytes.ts';
import type { ArtifactName } from '../reading.ts';

export type Files = readonly TarFile[] | Readonly<Record<string, string | Uint8Array>>;

/** A server that has these artifacts, and what it was asked. */
export class ArtifactServer {
  readonly asked: { path: string; headers: Headers }[] = [];
  readonly #artifacts = new Map<string, Uint8Array>();

  readonly fetching: Fetching = {
    ...defaultFetching,
    fetch: async (path, init) => {
      this.asked.push({ path: path as string, headers: new Headers(init?.headers) });
      const bytes = this.#artifacts.get(path as string);
      return bytes ? new Response(bytes as Uint8Array<ArrayBuffer>) : new Response(null, { status: 404 });
    },
  };

  publish(version: string, files: Files): ArtifactName {
    return this.publishBytes(version, makeTarGz(files));
  }

  publishBytes(version: string, bytes: Uint8Array): ArtifactName {
    const digest = artifactDigest(bytes);
    this.#artifacts.set(`/artifacts/sha256/${digest.sha256}`, bytes);
    return { purl: `pkg:npm/example@${version}`, digest };
  }

  /** Sends other bytes under the same name. */
  swap({ digest }: ArtifactName, bytes: Uint8Array): void {
    this.#artifacts.set(`/artifacts/sha256/${digest.sha256}`, bytes);
  }
}
