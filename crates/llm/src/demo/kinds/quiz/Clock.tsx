import { useEffect, useState } from "react";

interface ClockProps {
  seconds: number;
  onEnd: () => void;
}

export function Clock({ seconds, onEnd }: ClockProps) {
  const [left, setLeft] = useState(seconds);

  useEffect(() => {
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : onEnd()), 1000);
    return () => clearTimeout(timer);
  }, [left, onEnd]);

  return <p className="clock muted" role="timer">{left} s left</p>;
}
