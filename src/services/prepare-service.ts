import { placeFinder } from '../document/place.ts'
import type { ObjectNode, SourceDocument } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { conform } from '../template/conform.ts'
import type { RenderContexts } from '../template/contexts.ts'
import { isNeverOpaque, isOpaque } from '../template/expression-text.ts'
import type { Prepared } from '../template/prepare.ts'
import { renderLeniently, renderStrictly } from '../template/render.ts'
import { checkMembers } from './check-members.ts'
import { checkService, type ServiceRun } from './check-service.ts'
import { removeRunFields } from './remove-run-fields.ts'
import { serviceSchema } from './service-schema.ts'
import { unwrapService } from './unwrap-service.ts'

export type PrepareServiceOptions = { readonly contexts: RenderContexts; readonly run: ServiceRun }

/**
 * prepareServiceDefinition turns a loaded file into the members of CreateService: unwrapped, rendered with every name
 * known, typed by the ECS model, without the fields that the run sets (service, cluster, task definition, client
 * token), and valid if there are no problems. Without a definition in the file, there is no root.
 */
export function prepareServiceDefinition(
  document: SourceDocument,
  options: PrepareServiceOptions
): Promise<Prepared> {
  return prepare(document, options, { render: renderStrictly, isOpaque: isNeverOpaque })
}

/** prepareServiceLeniently does the same for a check: what cannot be known is left as written and not judged. */
export function prepareServiceLeniently(
  document: SourceDocument,
  options: PrepareServiceOptions
): Promise<Prepared> {
  return prepare(document, options, { render: renderLeniently, isOpaque })
}

type Way = { readonly render: typeof renderStrictly; readonly isOpaque: (text: string) => boolean }

async function prepare(
  document: SourceDocument,
  { contexts, run }: PrepareServiceOptions,
  way: Way
): Promise<Prepared> {
  const find = placeFinder(document)
  const unwrapped = unwrapService(document.root, run.service, find)
  if (unwrapped.root === undefined) return unwrapped
  const rendered = await way.render({ root: unwrapped.root, document }, contexts)
  if (rendered.root.kind !== 'object') return { problems: rendered.problems, remarks: unwrapped.remarks }
  // An expression that cannot be evaluated is reported once; the remaining text is not a value to judge.
  const isUnknown =
    rendered.problems.length > 0 ? (text: string) => way.isOpaque(text) || text.includes('${{') : way.isOpaque
  const schema = serviceSchema()
  const conformed = conform(rendered.root, { document, isOpaque: isUnknown, schema })
  const problems: Problem[] = [...unwrapped.problems, ...rendered.problems, ...conformed.problems]
  const report = (
    code: string,
    node: Pick<ObjectNode, 'origin'>,
    text: { readonly message: string; readonly hint: string }
  ) => {
    const place = find(node.origin)
    problems.push({ code, fault: 'user', ...text, ...present({ place }) })
  }
  const taken = removeRunFields(conformed.root, run, { isOpaque: isUnknown, report, find })
  checkMembers(taken.root, { schema, isOpaque: isUnknown, report })
  checkService(taken.root, run, { isOpaque: isUnknown, report })
  return {
    root: taken.root,
    problems,
    remarks: [...unwrapped.remarks, ...conformed.remarks, ...taken.remarks]
  }
}
