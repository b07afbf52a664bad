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
    if (this.members.length < 16) {
      // A loop, since this runs once for each name of each file, most of them before anything is compiled.
      for (let index = 0; index < this.members.length; index++) {
        const member = this.members[index] as Member
        if (member.key === key) return member
      }
      return undefined
    }
    this.firstByKey ??= new Map()
    for (; this.indexed < this.members.length; this.indexed++) {
      const member = this.members[this.indexed] as Member
      if (!this.firstByKey.has(member.key)) this.firstByKey.set(member.key, member)
    }
    return this.firstByKey.get(key)
  }
}
