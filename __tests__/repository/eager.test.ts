import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const { compileAtOnce } = (await import(resolve('scripts/build/eager.mjs'))) as {
  compileAtOnce: (code: string, starts: readonly number[]) => string
}

/** The code with the functions changed that begin where the marks `°` are. */
function changed(marked: string): string {
  const starts: number[] = []
  for (let at = marked.indexOf('°'); at >= 0; at = marked.indexOf('°', at + 1))
    starts.push(at - starts.length)
  return compileAtOnce(marked.replaceAll('°', ''), starts)
}

/** Methods that are shorter stay where they are. */
const LONG = `"${'x'.repeat(80)}";`

test.each([
  ['an arrow function', 'const a=°x=>x,b=y=>y;', 'const a=(x=>x),b=y=>y;'],
  ['a function in an argument', 'run(°async function(){},()=>1);', 'run((async function(){}),()=>1);'],
  ['one within another', 'run(°()=>°()=>2);', 'run((()=>(()=>2)));'],
  ['one that has parentheses', 'run((°()=>1));', 'run((()=>1));'],
  ['behind other characters and a first line', "#!node\nf('✓',°()=>1);", "#!node\nf('✓',(()=>1));"],
  [
    'declarations, also one within another',
    "'use strict';g();°function f(a){return 1;°function*h(){}}function g(){}°async function k(){}",
    "'use strict';var f=(function(a){var h=(function*(){});return 1;}),k=(async function(){});g();function g(){}"
  ],
  [
    'methods, also a private one that another calls',
    `class A{#x=1;°#add(n){${LONG}return this.#x+n}°async run(n){${LONG}return this.#add(n)}#rest(){${LONG}}°short(){}}`,
    `class A{#x=1;#rest(){${LONG}}short(){}static{let _$=this.prototype;_$.$add=(function(n){${LONG}return this.#x+n});_$.run=(async function(n){${LONG}return this.$add(n)});}}`
  ],
  [
    'accessors, generators, static methods and those that use `super` stay',
    `class A{°get a(){${LONG}}°*b(){${LONG}}°static c(){${LONG}}°d(){${LONG}super.d()}°constructor(){${LONG}}}`,
    `class A{get a(){${LONG}}*b(){${LONG}}static c(){${LONG}}d(){${LONG}super.d()}constructor(){${LONG}}}`
  ],
  [
    'a class that extends another stays',
    `class A extends B{°#a(){${LONG}}}`,
    `class A extends B{#a(){${LONG}}}`
  ],
  ['a declaration in front', '°function f(){}f()', 'var f=(function(){});f()']
])('%s', (_, marked, expected) => {
  expect(changed(marked)).toBe(expected)
})

test('a changed program does the same', () => {
  const program =
    'return first(2);°function first(n){return n+second()}°function second(){return [3].map(°x=>x*2)[0]}'
  expect(new Function(changed(`(function(){${program}})()`).replace(/^/, 'return '))()).toBe(8)
})

test('a changed class does the same', () => {
  const program = `class A{#n=2;°#twice(f){${LONG}return f(f(this.#n))}°four(){${LONG}return this.#twice(°x=>x+1)}}class B extends A{}return new B().four()`
  expect(new Function(changed(`(function(){${program}})()`).replace(/^/, 'return '))()).toBe(4)
})
