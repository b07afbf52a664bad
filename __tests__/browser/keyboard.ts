import type { Page } from './browser.ts'

/** What a person who uses the keyboard has reached: the name of the element, and what is wrong with its look. */
export type Stop = { readonly name: string; readonly fault?: string }

/** How a test names an element: by its id, else its class, else its text. */
const NAME = "(one => one.id || one.className || one.textContent.trim().replace(/\\s+/g, ' '))"

/** Nothing is farther away than this; a trap takes all of these keys. */
const MOST = 60

/** The element that has the focus; undefined if none has. Its outline is visible, and so is the element itself. */
export async function focused(page: Page): Promise<Stop | undefined> {
  const stop = await page.evaluate<Stop | null>(`(() => {
    const one = document.activeElement
    if (one === null || one === document.body) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    const { top, bottom, left, right } = one.getBoundingClientRect()
    const isOutlined = one.matches(':focus-visible') && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
    const fault = isOutlined ? isInView ? undefined : 'out of view' : 'no outline'
    return { name: ${NAME}(one), ...(fault === undefined ? {} : { fault }) }
  })()`)
  return stop ?? undefined
}

/**
 * Presses a key so many times, and gives where each press led. What follows the last element is the browser's matter.
 */
export async function stopsOf(
  page: Page,
  key: 'Tab' | 'Shift+Tab',
  count: number
): Promise<readonly (Stop | undefined)[]> {
  const stops: (Stop | undefined)[] = []
  while (stops.length < count) {
    await page.keyboard.press(key)
    stops.push(await focused(page))
  }
  return stops
}

/** Presses a key until the element of this name has the focus. Throws if it cannot be reached. */
export async function goTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  while (passed.length < MOST) {
    await page.keyboard.press(key)
    const stop = await focused(page)
    if (stop?.name === name) return
    passed.push(stop?.name ?? '(the page)')
  }
  throw new Error(`${key} does not lead to ${name}, but to ${passed.join(', ')}`)
}

/** The names of everything on a page that can be used, in the page's order. */
export function controlsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(`
    [...document.querySelectorAll('a[href], button:enabled, input, select, textarea, summary, [tabindex="0"]')]
      .filter(one => one.checkVisibility())
      .map(${NAME})`)
}
