/** framesOf counts the frames of a live view in a program's terminal output: a frame is one synchronized update. */
export function framesOf(raw) {
  const frames = raw
    .split('\x1b[?2026h')
    .slice(1)
    .map(part => part.split('\x1b[?2026l')[0] ?? '')
  const lines = frames.map(frame => frame.split('\n').length - 1)
  const bytes = frames.map(frame => Buffer.byteLength(frame))
  const mean = numbers =>
    numbers.length === 0 ? 0 : Math.round((numbers.reduce((a, b) => a + b, 0) / numbers.length) * 10) / 10
  return {
    frames: frames.length,
    bytesPerFrame: mean(bytes),
    mostBytes: Math.max(0, ...bytes),
    linesPerFrame: mean(lines),
    mostLines: Math.max(0, ...lines)
  }
}
