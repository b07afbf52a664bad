import { CHAT_SHAPES } from './chat.ts'
import { CLOUD_SHAPES } from './cloud.ts'
import { CODE_SHAPES } from './code.ts'
import { isExample } from './example.ts'
import { KEY_SHAPES } from './key.ts'
import { MODEL_SHAPES } from './model.ts'
import { PAYMENT_SHAPES } from './payment.ts'
import type { Shape, Verification } from './shape.ts'

/** Every shape. Proven structures come first, so that a key inside a JWT or the like is named by what is around it. */
export const SHAPES: readonly Shape[] = [
  ...KEY_SHAPES,
  ...CODE_SHAPES,
  ...CLOUD_SHAPES,
  ...MODEL_SHAPES,
  ...PAYMENT_SHAPES,
  ...CHAT_SHAPES
]

/** No token is shorter, and none is broken by white space so early: most values end here. */
const LONG_RUN = /\S{16}/

/** Shapes whose needle stands in many texts, such as `.`: the length of a text rules most of them out. */
const COMMON_SHAPES = SHAPES.filter(({ shortest }) => shortest !== undefined)

/** One pass over the text instead of one for each needle: most texts hold none of them. */
const RARE_NEEDLE = new RegExp(
  [...new Set(SHAPES.filter(shape => !COMMON_SHAPES.includes(shape)).flatMap(({ needles }) => needles))]
    .map(needle => needle.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
    .join('|')
)

export type ShapeMatch = {
  readonly shape: Shape
  readonly verification: Exclude<Verification, 'refuted'>
  /** The matched token. For masking only; must not get into evidence. */
  readonly token: string
}

/** matchShape gives the first token of a known shape in a text that is no documentation example, or undefined. */
export function matchShape(text: string, name: string): ShapeMatch | undefined {
  if (!LONG_RUN.test(text)) return undefined
  for (const shape of RARE_NEEDLE.test(text) ? SHAPES : COMMON_SHAPES) {
    if (text.length < (shape.shortest ?? 0) || !shape.needles.some(needle => text.includes(needle))) continue
    for (const [token] of text.matchAll(shape.pattern)) {
      const verification = shape.verify?.(token, name) ?? 'likely'
      if (verification === 'refuted') continue
      if (verification === 'proven' || !isExample(token)) return { shape, verification, token }
    }
  }
  return undefined
}
