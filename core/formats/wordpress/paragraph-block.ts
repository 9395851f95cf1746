import { block } from './block.ts'

/** `core/paragraph`; with a class where the theme may want to find it, with an id where something leads to it. */
export function paragraphBlock(html: string, className = '', id = ''): string {
  const attributes = className === '' ? {} : { className }
  const named = className === '' ? '' : ` class="${className}"`
  return block('paragraph', attributes, `<p${named}${id === '' ? '' : ` id="${id}"`}>${html}</p>`)
}

/** `core/heading` of level 2 with an id, for the parts that follow the text. */
export function headingBlock(html: string, id: string): string {
  return block('heading', {}, `<h2 class="wp-block-heading" id="${id}">${html}</h2>`)
}
