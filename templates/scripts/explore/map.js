// The map: the build's own drawing, moved about by changing the part of it that is shown, with marks
// of its own for facilities. Marks that would overlap become one with a count.

const MOST = 24;
const STEP = 1.6;
/** The room of a mark, in pixels. */
const CELL = 36;

/** A place moved as little as needed to be so far from the edges of its cell: so marks do not meet. */
function within(place, cell, margin) {
  const edge = Math.floor(place / cell) * cell;
  return Math.min(Math.max(place, edge + margin), edge + cell - margin);
}

export class FacilityMap {
  /** `points`: tenths of units from the left and from the top, two for each facility, -1 for none. */
  constructor(frame, drawing, points, open) {
    this.frame = frame;
    this.points = points;
    this.open = open;
    this.members = [];
    this.drawn = [];
    const parsed = new DOMParser().parseFromString(drawing, "image/svg+xml").documentElement;
    this.svg = document.importNode(parsed, true);
    this.svg.setAttribute("aria-hidden", "true");
    const [, , width, height] = this.svg.getAttribute("viewBox").split(" ").map(Number);
    this.whole = { x: 0, y: 0, width, height };
    this.view = { ...this.whole };
    // The marks lie in a drawing of their own, so that the borders are not laid out again with them.
    this.marks = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.marks.setAttribute("class", "map");
    this.marks.setAttribute("aria-hidden", "true");
    frame.replaceChildren(this.svg, this.marks);
    this.listen();
    new ResizeObserver(() => {
      this.wide = frame.clientWidth;
      this.draw();
    }).observe(frame);
  }

  /** Shows these facilities. `hollow` says of a facility whether it is not at work. */
  show(members, hollow) {
    this.members = members;
    this.hollow = hollow;
    this.draw();
  }

  /** How many units of the drawing a pixel takes. */
  scale() {
    return this.view.width / (this.wide || this.whole.width);
  }

  draw() {
    const scale = this.scale();
    const { x, y, width, height } = this.view;
    const part = `${x} ${y} ${width} ${height}`;
    if (this.part !== part) this.svg.setAttribute("viewBox", (this.part = part));
    let last = 0;
    for (const group of this.groups(scale)) {
      const { first, count } = group;
      const radius = count === 1 ? 5 : Math.min(15, 6.5 + Math.sqrt(count));
      const place = (axis) => within(group[axis] / count, CELL * scale, (radius + 1) * scale);
      // Marks are moved and filled anew, which takes less time than making them anew.
      const mark = (this.drawn[last] ??= new Mark(this.marks));
      mark.first = first;
      mark.set(mark.group, "transform", `translate(${((place("x") - x) / scale).toFixed(1)} ${((place("y") - y) / scale).toFixed(1)})`);
      mark.set(mark.group, "class", count === 1 && this.hollow?.(first) ? "map-point map-hollow" : "map-point");
      mark.set(mark.circle, "r", radius.toFixed(1));
      mark.say(count > 1 ? String(count) : "");
      last += 1;
    }
    for (const mark of this.drawn.splice(last)) mark.group.remove();
  }

  /** The facilities in sight, those together that would overlap. */
  groups(scale) {
    const { x: left, y: top, width, height } = this.view;
    const cell = CELL * scale;
    const across = Math.ceil(width / cell) + 2;
    const groups = new Map();
    for (const member of this.members) {
      const x = this.points[2 * member] / 10;
      const y = this.points[2 * member + 1] / 10;
      if (x < left || y < top || x > left + width || y > top + height) continue;
      // Cells stand still while the map moves, so that groups do not change.
      const key = Math.floor(y / cell) * across * 64 + Math.floor(x / cell);
      const group = groups.get(key);
      if (group) {
        group.x += x;
        group.y += y;
        group.count += 1;
      } else {
        groups.set(key, { x, y, count: 1, first: member });
      }
    }
    return groups.values();
  }

  /** Makes the map so many times larger around a place in the frame, given as shares from 0 to 1. */
  zoom(factor, [across, down] = [0.5, 0.5]) {
    const width = Math.min(this.whole.width, Math.max(this.whole.width / MOST, this.view.width / factor));
    const height = (width * this.whole.height) / this.whole.width;
    const { x, y } = this.view;
    this.look(x + across * (this.view.width - width), y + down * (this.view.height - height), width, height);
  }

  /** Moves the map by shares of its frame. */
  move(across, down) {
    this.look(this.view.x + across * this.view.width, this.view.y + down * this.view.height);
  }

  reset() {
    this.look(0, 0, this.whole.width, this.whole.height);
  }

  /** Shows another part, never beyond the edge. */
  look(x, y, width = this.view.width, height = this.view.height) {
    const within = (value, room) => Math.min(Math.max(0, value), Math.max(0, room));
    this.view = {
      x: within(x, this.whole.width - width),
      y: within(y, this.whole.height - height),
      width,
      height,
    };
    this.asked ??= requestAnimationFrame(() => {
      this.asked = null;
      this.draw();
    });
  }

  shares(event) {
    const box = this.svg.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  listen() {
    const keys = {
      ArrowLeft: () => this.move(-0.2, 0),
      ArrowRight: () => this.move(0.2, 0),
      ArrowUp: () => this.move(0, -0.2),
      ArrowDown: () => this.move(0, 0.2),
      "+": () => this.zoom(STEP),
      "=": () => this.zoom(STEP),
      "-": () => this.zoom(1 / STEP),
      0: () => this.reset(),
    };
    this.frame.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    this.frame.addEventListener(
      "wheel",
      (event) => {
        // A page that scrolls must not be caught by the map that it comes across.
        if (!event.ctrlKey && document.activeElement !== this.frame) return;
        event.preventDefault();
        this.zoom(1.0015 ** -event.deltaY, this.shares(event));
      },
      { passive: false },
    );
    this.frame.addEventListener("dblclick", (event) => this.zoom(STEP, this.shares(event)));
    this.fingers();
  }

  /** One finger or the mouse moves the map, two fingers make it larger and smaller. */
  fingers() {
    const down = new Map();
    let [moved, pressed] = [0, null];
    this.frame.addEventListener("pointerdown", (event) => {
      down.set(event.pointerId, event);
      const mark = this.drawn.find(({ group }) => group.contains(event.target));
      // As it is now: it may stand for others when the finger is lifted.
      [moved, pressed] = [0, mark && { first: mark.first, alone: !mark.said }];
    });
    this.frame.addEventListener("pointermove", (event) => {
      const last = down.get(event.pointerId);
      if (!last) return;
      const others = [...down.values()].filter((it) => it.pointerId !== event.pointerId);
      if (others.length === 1) {
        const length = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
        this.zoom(length(event, others[0]) / length(last, others[0]), this.shares(others[0]));
      } else {
        const box = this.svg.getBoundingClientRect();
        this.move((last.clientX - event.clientX) / box.width, (last.clientY - event.clientY) / box.height);
      }
      moved += Math.abs(event.clientX - last.clientX) + Math.abs(event.clientY - last.clientY);
      down.set(event.pointerId, event);
      if (moved > 4) this.frame.setPointerCapture(event.pointerId);
    });
    const up = (event) => down.delete(event.pointerId);
    this.frame.addEventListener("pointercancel", up);
    this.frame.addEventListener("pointerup", (event) => {
      up(event);
      if (pressed && moved <= 4 && event.type === "pointerup") this.press(pressed, event);
    });
  }

  /** A mark leads to its facility, one of several to a closer look. */
  press({ first, alone }, event) {
    if (alone) this.open(first);
    else this.zoom(STEP * STEP, this.shares(event));
  }
}

/** A mark of a facility, or of several with their number, at the end of a drawing. */
class Mark {
  constructor(drawing) {
    const element = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
    [this.group, this.circle, this.text] = [element("g"), element("circle"), element("text")];
    this.circle.setAttribute("class", "map-mark");
    this.text.setAttribute("class", "map-count");
    this.text.setAttribute("y", "3");
    this.group.append(this.circle);
    drawing.append(this.group);
    this.said = "";
  }

  set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  say(text) {
    if (text === this.said) return;
    this.said = this.text.textContent = text;
    if (!text) this.text.remove();
    else if (!this.text.isConnected) this.group.append(this.text);
  }
}
