import { expect, test } from '@jest/globals'
import { makeEmulator } from './emulator.ts'

const after = (text: string, columns = 10, rows = 4) => {
  const emulator = makeEmulator(columns, rows)
  emulator.write(text)
  return emulator
}

test.each<[string, string, readonly string[]]>([
  ['lines', 'ab\r\ncd', ['ab', 'cd']],
  ['a line feed alone keeps the column', 'ab\ncd', ['ab', '  cd']],
  ['a carriage return writes over', 'abc\rX', ['Xbc']],
  ['the cursor goes up and down', 'a\r\nb\r\nc\x1b[2A\rX\x1b[1B\rY', ['X', 'Y', 'c']],
  ['it goes no higher than the screen', 'a\x1b[9AX', ['aX']],
  ['it goes right', 'abcdef\r\x1b[3CX', ['abcXef']],
  ['the rest of a line is cleared', 'abcdef\r\x1b[2C\x1b[K', ['ab']],
  ['the rest of the screen is cleared', 'ab\r\ncd\r\nef\x1b[2A\r\x1b[1C\x1b[J', ['a']],
  ['a full line does not wrap before the next character', '0123456789\r\nx', ['0123456789', 'x']],
  ['the next character wraps', '0123456789x', ['0123456789', 'x']],
  ['behind the last column clearing takes that column', '0123456789\x1b[K', ['012345678']],
  ['styles take no room', '\x1b[31ma\x1b[39mb', ['ab']],
  ['wide characters take two columns', '漢字x\r\x1b[2CY', ['漢Yx']]
])('%s', (_, text, screen) => {
  expect(after(text).screen()).toEqual(screen)
})

test('what scrolls away is kept', () => {
  const emulator = after('1\r\n2\r\n3\r\n4\r\n5\r\n6')
  expect(emulator.screen()).toEqual(['3', '4', '5', '6'])
  expect(emulator.all()).toEqual(['1', '2', '3', '4', '5', '6'])
  // the top of the screen is the highest place
  emulator.write('\x1b[99A\rX')
  expect(emulator.all()).toEqual(['1', '2', 'X', '4', '5', '6'])
})

test('a narrower terminal breaks its lines anew, and the cursor stays with its line', () => {
  const emulator = after('0123456789\r\nab\r\n')
  emulator.resize(4, 9)
  expect(emulator.screen()).toEqual(['0123', '4567', '89', 'ab'])
  emulator.write('X')
  expect(emulator.screen()).toEqual(['0123', '4567', '89', 'ab', 'X'])
})

test('the cursor is hidden and shown, and frames are counted', () => {
  const emulator = after('\x1b[?2026h\x1b[?25lab\r\n\x1b[?2026l')
  expect(emulator.isCursorShown).toBe(false)
  expect(emulator.frames).toEqual([{ bytes: 18, lines: 1 }])
  emulator.write('\x1b[?25h')
  expect(emulator.isCursorShown).toBe(true)
})

test('what it does not know is an error', () => {
  expect(() => after('\x1b[2J\x1b[5;5H')).toThrow('no terminal')
  expect(() => after('a\x07')).toThrow('control character')
})
