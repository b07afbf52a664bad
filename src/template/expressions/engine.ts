import type { Expr } from '@actions/expressions'
import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary
} from '@actions/expressions/ast'
import type { DocumentNode } from '../../document/tree.ts'
import { parseExpression } from './parse.ts'
import { splitExpressions } from './text.ts'

/**
 * The part of this room that needs GitHub's expression library, as one module: it is only loaded with `import()`, so
 * that files without expressions do not load it, and as a whole, so that files with expressions load only one file.
 */
export { TextRenderer } from './render-text.ts'

/** collectNames lists the contexts and first members that a tree's expressions use, in lower case. */
export function collectNames(root: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>()
  visitNode(root)
  return names

  function visitNode(node: DocumentNode): void {
    if (node.kind === 'string') {
      for (const piece of splitExpressions(node.value)) {
        if (piece.kind !== 'expression') continue
        const parsed = parseExpression(piece.text)
        if ('expression' in parsed) visit(parsed.expression)
      }
    } else if (node.kind === 'array') node.items.forEach(visitNode)
    else if (node.kind === 'object') for (const { value } of node.members) visitNode(value)
  }

  function visit(expression: Expr): void {
    if (expression instanceof IndexAccess) {
      const { expr, index } = expression
      if (!(index instanceof Star)) visit(index)
      if (expr instanceof ContextAccess && index instanceof Literal) {
        names.add(`${expr.name.lexeme}.${index.literal.coerceString()}`.toLowerCase())
      } else visit(expr)
    } else if (expression instanceof ContextAccess) names.add(expression.name.lexeme.toLowerCase())
    else for (const child of childrenOf(expression)) visit(child)
  }
}

function childrenOf(expression: Expr): readonly Expr[] {
  if (expression instanceof Grouping) return [expression.group]
  if (expression instanceof Unary) return [expression.expr]
  if (expression instanceof Binary) return [expression.left, expression.right]
  if (expression instanceof Logical || expression instanceof FunctionCall) return expression.args
  return []
}
