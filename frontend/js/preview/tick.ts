// Ends loops that go on for too long within one task; see crates/preview/src/loops.rs for where it is called.

/** The watchdog in the worker gives up a little later. */
const TOO_LONG_MS = 1200;
const TURNS_BETWEEN_LOOKS = 512;

export class EndlessLoop extends Error {
  override name = "EndlessLoop";
}

export function createTick(): () => void {
  const clock = performance.now.bind(performance);
  const { port1, port2 } = new MessageChannel();
  const post = port2.postMessage.bind(port2);
  let turns = 0;
  /** When the current task was first looked at; 0 between tasks. */
  let began = 0;
  port1.onmessage = () => { began = 0; };

  function look() {
    turns = 0;
    const time = clock();
    if (began === 0) {
      began = time;
      // Arrives when the task is over.
      post(null);
    } else if (time - began > TOO_LONG_MS) {
      throw new EndlessLoop("A loop does not end: it ran for more than a second without a pause. It was stopped.");
    }
  }

  return () => {
    turns += 1;
    if (turns >= TURNS_BETWEEN_LOOKS) look();
  };
}
