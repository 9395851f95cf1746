import type { Cover } from '../../../essay/essay.ts'
import { type NodeJson, stringAttr } from '../../../essay/json.ts'
import type { ImportContext } from './import-context.ts'
import { limitedLine, limitedText } from './limited-text.ts'

/** A cover of a figure that was read from a page, within the limits of a cover. Who permitted it only a page of ours says; else it is ''. */
export function coverInPage(figure: NodeJson, { losses }: ImportContext): Cover {
  const part = (type: string): readonly NodeJson[] =>
    (figure.content?.find((child) => child.type === type)?.content ?? []).slice(0, 10_000)
  const line = (name: string) => limitedLine(stringAttr(figure, name), name, losses)
  return {
    src: stringAttr(figure, 'src'),
    alt: limitedText(stringAttr(figure, 'alt'), 'alternative text', losses),
    decorative: figure.attrs?.decorative === true,
    caption: part('figcaption'),
    credit: part('figcredit'),
    creator: line('creator'),
    sourceUrl: stringAttr(figure, 'sourceUrl'),
    license: line('license'),
    licenseUrl: stringAttr(figure, 'licenseUrl'),
    permission: stringAttr(figure, 'permission') as Cover['permission'],
  }
}
