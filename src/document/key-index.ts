import type { Member } from './tree.ts'

/** KeyIndex finds members of an object that is being built. Most objects have few members and need no map. */
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
      // A loop, because this runs for each name in each file, mostly before anything is optimized.
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
