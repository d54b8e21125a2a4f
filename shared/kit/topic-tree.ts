// MQTT topic filters as a tree, so that asking what a topic means costs its levels and not the number of filters: a
// gateway with a hundred scanners has some five hundred of them and is asked for every message.

type Node<T> = {
  /** What a topic that ends here means. */
  here?: T;
  /** What a topic with more levels means when nothing better is known of it: a `#`. */
  below?: T;
  /** Behind a `+`. */
  any?: Node<T>;
  readonly named: Map<string, Node<T>>;
};

/**
 * Looks topics up among filters with `+` and `#`. A level written out wins over `+`, which wins over `#`; of two equal
 * filters the first one counts. Stricter than MQTT where a sloppy topic could pass for a good one: `+` needs something in
 * its level, and `a/#` means what is below `a` but not `a` itself.
 */
export function topicTree<T extends object | string>(
  entries: Iterable<readonly [filter: string, meaning: T]>,
): (topic: string) => T | undefined {
  const root: Node<T> = { named: new Map() };
  for (const [filter, meaning] of entries) plant(root, filter, meaning);
  return (topic) => find(root, topic, 0);
}

function plant<T>(root: Node<T>, filter: string, meaning: T): void {
  let node = root;
  for (const level of filter.split('/')) {
    if (level === '#') {
      node.below ??= meaning;
      return;
    }
    node = level === '+' ? anyBelow(node) : namedBelow(node, level);
  }
  node.here ??= meaning;
}

function anyBelow<T>(node: Node<T>): Node<T> {
  node.any ??= { named: new Map() };
  return node.any;
}

function namedBelow<T>(node: Node<T>, level: string): Node<T> {
  const known = node.named.get(level);
  if (known !== undefined) return known;
  const made: Node<T> = { named: new Map() };
  node.named.set(level, made);
  return made;
}

/** `at` is where the next level begins; past the end there is none. */
function find<T>(node: Node<T>, topic: string, at: number): T | undefined {
  if (at > topic.length) return node.here;
  const slash = topic.indexOf('/', at);
  const end = slash < 0 ? topic.length : slash;
  const named = node.named.size === 0 ? undefined : node.named.get(topic.slice(at, end));
  const found = named === undefined ? undefined : find(named, topic, end + 1);
  if (found !== undefined) return found;
  const any = node.any === undefined || end === at ? undefined : find(node.any, topic, end + 1);
  return any ?? node.below;
}
