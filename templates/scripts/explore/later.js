// Work that waits until the reader has seen what was asked for.

/**
 * Does things after the next frame, each in a task and a frame of its own, so that no key that is pressed
 * meanwhile has to wait for more than one of them.
 */
export class Later {
  constructor() {
    this.waiting = new Map();
  }

  /** Does this in its turn, in place of what waits under the same name: that is done no more. */
  ask(name, act) {
    this.waiting.set(name, act);
    this.begin();
  }

  drop(name) {
    this.waiting.delete(name);
  }

  /** Does at once what waits under a name. */
  finish(name) {
    const act = this.waiting.get(name);
    this.waiting.delete(name);
    act?.();
  }

  finishAll() {
    for (const name of [...this.waiting.keys()]) this.finish(name);
  }

  begin() {
    this.awaited ??= requestAnimationFrame(() =>
      setTimeout(() => {
        this.awaited = null;
        const [name] = this.waiting.keys();
        if (this.waiting.size > 1) this.begin();
        if (name) this.finish(name);
      }),
    );
  }
}
