import { type ChoiceNode, type ExpressionValue, type OutcomeText, parseChoice } from './parse-choice.ts'

/** What an expression evaluates to, or the first name in it that is not known. */
export type Evaluated =
  | { readonly value: ExpressionValue }
  /** `isFalse`: the value is not known, but it counts as false in a condition. */
  | { readonly open: string; readonly isFalse?: true }

/** Returns the value of a name such as `inputs.target`; undefined if it is not known. */
export type ValueOf = (name: string) => ExpressionValue | undefined

/**
 * evaluateChoice evaluates the part of GitHub's expressions that chooses between texts: `||`, `&&`, `!`, `==`, `!=`,
 * `format`, `contains`, `startsWith`, `endsWith` and `case`. Everything else is not known.
 */
export function evaluateChoice(expression: string, known: ValueOf): Evaluated {
  const node = parseChoice(expression)
  return node ? evaluate(node, known) : { open: expression }
}

function evaluate(node: ChoiceNode, known: ValueOf): Evaluated {
  switch (node.kind) {
    case 'literal':
      return { value: node.value }
    case 'name': {
      const value = known(node.name)
      return value === undefined ? { open: node.name } : { value }
    }
    case 'not': {
      const inner = evaluate(node.of, known)
      if ('open' in inner) return inner.isFalse ? { value: true } : inner
      return { value: !inner.value }
    }
    case 'or':
    case 'and':
      return joined(node.of, node.kind, known)
    case 'equal': {
      const [left, right] = [evaluate(node.left, known), evaluate(node.right, known)]
      if ('open' in left) return { open: left.open }
      if ('open' in right) return { open: right.open }
      return { value: isEqual(left.value, right.value) !== node.isNegated }
    }
    case 'call':
      return called(node.name, node.args, known)
  }
}

function joined(of: readonly ChoiceNode[], kind: 'or' | 'and', known: ValueOf): Evaluated {
  let open: string | undefined
  let last: Evaluated = { value: null }
  for (const node of of) {
    last = evaluate(node, known)
    const isTrue = 'open' in last ? (last.isFalse ? false : undefined) : Boolean(last.value)
    if (isTrue === undefined) open ??= 'open' in last ? last.open : undefined
    else if (isTrue === (kind === 'or')) {
      if (open === undefined) return last
      // Whatever the unknown one is, the result is one of two values that count as false.
      return kind === 'and' ? { open, isFalse: true } : { open }
    }
  }
  return open === undefined ? last : { open }
}

function called(name: string, args: readonly ChoiceNode[], known: ValueOf): Evaluated {
  if (name === 'case') return cased(args, known)
  const values: string[] = []
  for (const argument of args) {
    const one = evaluate(argument, known)
    if ('open' in one) return { open: one.open }
    values.push(String(one.value ?? ''))
  }
  const [first = '', second = ''] = values
  const [text, part] = [first.toLowerCase(), second.toLowerCase()]
  switch (name) {
    case 'format':
      return { value: first.replaceAll(/\{(\d+)\}/g, (_, at: string) => values[Number(at) + 1] ?? '') }
    case 'contains':
      return { value: text.includes(part) }
    case 'startswith':
      return { value: text.startsWith(part) }
    case 'endswith':
      return { value: text.endsWith(part) }
    default:
      return { open: `${name}()` }
  }
}

/** `case(condition, value, …, otherwise)`. */
function cased(args: readonly ChoiceNode[], known: ValueOf): Evaluated {
  for (let at = 0; at + 1 < args.length; at += 2) {
    const condition = evaluate(args[at] as ChoiceNode, known)
    if ('open' in condition && !condition.isFalse) return condition
    if ('value' in condition && condition.value) return evaluate(args[at + 1] as ChoiceNode, known)
  }
  const last = args.length % 2 === 1 ? args.at(-1) : undefined
  return last ? evaluate(last, known) : { open: 'case()' }
}

/** GitHub compares texts without case, and values of different types as numbers. */
function isEqual(left: ExpressionValue, right: ExpressionValue): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase()
  if (typeof left === typeof right) return left === right
  return numberOf(left) === numberOf(right)
}

function numberOf(value: ExpressionValue): number {
  if (typeof value === 'string' && value.trim() === '') return 0
  return Number(value ?? 0)
}

/** The texts in quotes to which an expression can evaluate. */
function outcomesOf(node: ChoiceNode): readonly OutcomeText[] {
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'string' ? [node.at] : []
    case 'or':
      return node.of.flatMap(outcomesOf)
    case 'and':
      return node.of.slice(-1).flatMap(outcomesOf)
    case 'call':
      return node.name === 'case'
        ? node.args.flatMap((one, at) => (at % 2 === 1 || at === node.args.length - 1 ? outcomesOf(one) : []))
        : []
    default:
      return []
  }
}

/** withOutcomes returns an expression with each of its outcomes replaced: the same choice between other texts. */
export function withOutcomes(
  expression: string,
  replaced: (text: string) => string | undefined
): string | undefined {
  const node = parseChoice(expression)
  let text = expression
  for (const { start, end, text: outcome } of node ? outcomesOf(node).toReversed() : []) {
    const other = replaced(outcome)
    if (other === undefined) return undefined
    text = `${text.slice(0, start)}'${other.replaceAll("'", "''")}'${text.slice(end)}`
  }
  return text === expression ? undefined : text
}
