/** The browser's frames. A hidden tab has none, so nothing is drawn there. */
export interface Frames {
  /** The clock of the frames, in milliseconds. */
  now: () => number;
  /**
   * Calls back once, before the first frame after `wait` milliseconds, with the time; 0: the next frame. `onDrawn` hears
   * how long the page was busy with that frame.
   */
  request: (draw: (time: number) => void, wait?: number, onDrawn?: (millis: number) => void) => void;
}

export const browserFrames: Frames = {
  now: () => performance.now(),
  request: (draw, wait = 0, onDrawn) => {
    const frame = (time: number): void => {
      const begin = performance.now();
      draw(time);
      if (onDrawn !== undefined) {
        afterFrame(() => {
          onDrawn(performance.now() - begin);
        });
      }
    };
    // The browser makes a whole frame for each that is asked for, so none is asked for before its time.
    if (wait === 0) requestAnimationFrame(frame);
    else setTimeout(() => requestAnimationFrame(frame), wait);
  },
};

/** A message that is sent while a frame is made is heard when it is: after layout and paint. */
function afterFrame(act: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = act;
  port2.postMessage(null);
}
