import { useEffect, useRef, useState } from "react";
import type { ShapeName } from "./shapes";
import { Stage } from "./stage";

export interface Settings {
  shape: ShapeName;
  color: string;
  speed: number;
  wireframe: boolean;
}

/** The canvas. React says what is to be seen; the stage draws it. */
export function Scene({ shape, color, speed, wireframe }: Settings) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<Stage | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!canvas.current) return;
    try {
      stage.current = new Stage(canvas.current);
    } catch {
      setFailed(true);
    }
    return () => {
      stage.current?.dispose();
      stage.current = null;
    };
  }, []);

  useEffect(() => stage.current?.setShape(shape), [shape]);
  useEffect(() => stage.current?.setColor(color), [color]);
  useEffect(() => stage.current?.setWireframe(wireframe), [wireframe]);
  useEffect(() => {
    if (stage.current) stage.current.speed = speed;
  }, [speed]);

  return failed ? (
    <p className="failed" role="alert">This browser cannot draw in 3D. Turn on hardware acceleration, or try another browser.</p>
  ) : (
    <canvas ref={canvas} role="img" aria-label={`${shape} in 3D. Drag to turn it, scroll to zoom.`} />
  );
}
