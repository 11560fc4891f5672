import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { FileSummary, Side } from '../../../worker/reading.ts';
import { useBench } from '../bench.ts';
import styles from './binary-view.module.css';

/** An image, drawn from the pixels that the worker decoded. Nothing of the file itself reaches the document. */
export function PixelView({ file, side }: { file: FileSummary; side: Side }) {
  const { worker, reading } = useBench();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { data: image } = useQuery({
    queryKey: ['image', reading.target.digest.sha256, reading.base?.digest.sha256, file.index, side],
    queryFn: async () => worker.image(file.index, side),
    gcTime: 0,
  });
  useEffect(() => {
    if (image) canvas.current?.getContext('2d')?.drawImage(image.pixels, 0, 0);
  }, [image]);
  if (!image) return null;
  return (
    <figure className={styles.image}>
      {/* An img would have to be given the file's own bytes. */}
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role */}
      <canvas
        ref={canvas}
        width={image.width}
        height={image.height}
        role="img"
        aria-label={`An image of ${image.width} by ${image.height} pixels`}
      />
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role */}
      <figcaption>
        {image.width} × {image.height} pixels, as this browser decodes it
      </figcaption>
    </figure>
  );
}
