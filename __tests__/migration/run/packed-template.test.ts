import { expect, test } from '@jest/globals'
import { loadDocument } from '../../../src/document/load.ts'
import { PackedDocument } from '../../../src/document/packed-tree.ts'
import { placeFinder } from '../../../src/document/place.ts'
import type { SourceDocument } from '../../../src/document/tree.ts'
import { withTemplates } from '../../../src/migration/run/templates.ts'

/** As the CDK writes it, whose templates can't be changed by a migration. */
const TEMPLATE = JSON.stringify({
  Resources: {
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Metadata: { 'aws:cdk:path': 'stack/Task' },
      Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'demo/app:1' }] }
    }
  }
})

test('a template among many files has its text, and its members as in a task definition', async () => {
  const loaded = await loadDocument('stack.json', TEMPLATE)
  const document = loaded.document as SourceDocument
  const separate = (one: SourceDocument) =>
    withTemplates({
      ...{ files: ['stack.json'], all: ['stack.json'], unscanned: [], problems: [] },
      targets: [{ document: one, place: placeFinder(one) }]
    })
  const [plain, packed] = [separate(document), separate(new PackedDocument(document))]
  expect(packed.problems).toHaveLength(1)
  expect(packed.problems).toEqual(plain.problems)
  expect(packed.targets.map(target => target.document)).toEqual(plain.targets.map(target => target.document))
})
