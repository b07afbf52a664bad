import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { present } from '../../present.ts'

/**
 * The tag in which a revision records the commit that it was made from. It is not part of the definition: it is never
 * compared, and never copied into a definition derived from this one.
 */
const COMMIT_TAG = 'ecs-sealed-deploy'

/** The contents of the tag. */
export type CommitRecord = {
  /** Full commit ID. */
  readonly commit: string
  /** Shows whether the revision is still the one that was registered, and not a modified copy. */
  readonly fingerprint: string
  /** The environment that it was registered for. */
  readonly environment?: string
}

/** ECS limits for the number of tags on a resource, and for the length of a tag's value. */
const MOST_TAGS = 50

const MOST_CHARACTERS = 256

/**
 * withCommitTag adds the tag to the definition, replacing an existing one; unchanged if there is no record, or no room
 * for the tag.
 */
export function withCommitTag(definition: JsonObject, record: CommitRecord | undefined): JsonObject {
  const own = withoutCommitTag(definition)
  if (record === undefined) return own
  const tags = Array.isArray(own['tags']) ? (own['tags'] as readonly JsonValue[]) : []
  const { commit, fingerprint, environment } = record
  const scope = environment === undefined ? '' : ` environment=${environment}`
  const value = `commit=${commit} definition=${fingerprint}${scope}`
  if (tags.length >= MOST_TAGS || value.length > MOST_CHARACTERS) return own
  return { ...own, tags: [...tags, { key: COMMIT_TAG, value }] }
}

/** withoutCommitTag removes the tag, and the list if it is empty then. */
export function withoutCommitTag(definition: JsonObject): JsonObject {
  const { tags, ...rest } = definition
  if (!Array.isArray(tags) || !tags.some(isCommitTag)) return definition
  const others = (tags as readonly JsonValue[]).filter(tag => !isCommitTag(tag))
  return others.length === 0 ? rest : { ...rest, tags: others }
}

/**
 * commitRecordOf reads the tag of a revision as returned by DescribeTaskDefinition; undefined if there is no readable
 * one.
 */
export function commitRecordOf(definition: JsonObject): CommitRecord | undefined {
  const tags = Array.isArray(definition['tags']) ? (definition['tags'] as readonly JsonValue[]) : []
  const found = tags.find(isCommitTag)
  const value = isObject(found) ? found['value'] : undefined
  if (typeof value !== 'string') return undefined
  const [, commit, fingerprint, environment] =
    /^commit=([0-9a-f]{40,64}) definition=([0-9a-f]{16})(?: environment=([\w-]+))?$/.exec(value) ?? []
  if (commit === undefined || fingerprint === undefined) return undefined
  return { commit, fingerprint, ...present({ environment }) }
}

function isCommitTag(tag: JsonValue | undefined): boolean {
  return isObject(tag) && tag['key'] === COMMIT_TAG
}
