import { AwsError } from '../../aws/error.ts'
import type { JsonObject } from '../../json.ts'
import { compareDefinitions } from '../../plan/compare.ts'
import type { EcsPort } from '../../rollout/ports.ts'
import { isKnownMember } from '../../template/schema.ts'

/**
 * isEqualRevision returns whether a revision has the content that this run has deployed: two runs of one commit that
 * register at the same moment make two revisions of it. What cannot be read is another one. Throws no AwsError.
 */
export async function isEqualRevision(
  arn: string,
  wanted: JsonObject,
  { ecs }: { readonly ecs: EcsPort }
): Promise<boolean> {
  try {
    const live = await ecs.describeTaskDefinition(arn)
    if (live === undefined || live.family !== wanted['family']) return false
    return compareDefinitions(wanted, live.definition, { isKnown: isKnownMember }).differences.length === 0
  } catch (error) {
    if (error instanceof AwsError) return false
    throw error
  }
}
