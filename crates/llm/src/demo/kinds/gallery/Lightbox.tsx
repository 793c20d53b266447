import { useEffect, useRef } from "react";
import { Art } from "./Art";
import type { Picture } from "./pictures";

interface LightboxProps {
  picture: Picture;
  onStep: (by: number) => void;
  onClose: () => void;
}

export function Lightbox({ picture, onStep, onClose }: LightboxProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  // A modal dialog keeps the focus, closes on Escape and gives the focus back.
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="lightbox"
      aria-label={picture.title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") onStep(-1);
        if (event.key === "ArrowRight") onStep(1);
      }}
    >
      <figure>
        <Art picture={picture} />
        <figcaption>
          <span aria-live="polite">{picture.title}</span>
          <button aria-label="Previous picture" onClick={() => onStep(-1)}>←</button>
          <button aria-label="Next picture" onClick={() => onStep(1)}>→</button>
          <button onClick={() => dialog.current?.close()}>Close</button>
        </figcaption>
      </figure>
    </dialog>
  );
}
