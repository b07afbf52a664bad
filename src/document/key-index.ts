import type { Member } from './tree.ts'

/** KeyIndex finds members of an object that is still growing. Most have a few members only: those need no map. */
export class KeyIndex {
  private readonly members: readonly Member[]
  private firstByKey: Map<string, Member> | undefined
  private indexed = 0

  constructor(members: readonly Member[]) {
    this.members = members
  }

  /** The first member of that name, or undefined. */
  find(key: string): Member | undefined {
    if (this.members.length < 16) return this.members.find(member => member.key === key)
    this.firstByKey ??= new Map()
    for (; this.indexed < this.members.length; this.indexed++) {
      const member = this.members[this.indexed] as Member
      if (!this.firstByKey.has(member.key)) this.firstByKey.set(member.key, member)
    }
    return this.firstByKey.get(key)
  }
}
