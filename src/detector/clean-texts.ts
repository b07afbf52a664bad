import type { DocumentNode } from '../document/tree.ts'
import type { Candidate } from './candidate.ts'
import type { Rule } from './rule.ts'

/**
 * CleanTexts remembers the texts of a run that no rule had anything to say about. Rendering leaves most nodes as they
 * are: the same node under the same name, in the same command, needs no second look by the rules that look at nothing else.
 */
export class CleanTexts {
  private readonly byNode = new Map<DocumentNode, Candidate>()

  /** The rules that still have to look at a candidate. All calls of a run must give the same rules. */
  rulesFor(candidate: Candidate, rules: readonly Rule[]): readonly Rule[] {
    const known = this.byNode.get(candidate.node)
    if (known === undefined || !isSame(known, candidate)) return rules
    return rules.filter(({ standsAlone }) => standsAlone !== true)
  }

  /** Takes a candidate that all rules have looked at without evidence. */
  add(candidate: Candidate): void {
    this.byNode.set(candidate.node, candidate)
  }
}

function isSame(one: Candidate, other: Candidate): boolean {
  if (one.name !== other.name || one.location !== other.location) return false
  const [words = [], others = []] = [one.command?.words, other.command?.words]
  return words.length === others.length && words.every((word, index) => word === others[index])
}
