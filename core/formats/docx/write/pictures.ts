import type { Asset } from '../../../essay/essay.ts'
import { type NodeJson, numberAttr, stringAttr } from '../../../essay/json.ts'
import type { DocxWriting } from './docx-writing.ts'
import { xmlText } from './xml.ts'

/** English Metric Units (ECMA-376 part 1, 20.1.2.1): 9525 a pixel at 96 to the inch, 635 a twentieth of a point. */
const EMU_PIXEL = 9525
const EMU_TWENTIETH = 635
/** Tallest picture, so that its caption stands on the same page. */
const TALLEST = 8.2 * 914_400
const NAMESPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'

/** What is said of a picture. */
export interface PictureLook {
  readonly src: string
  readonly alt: string
  readonly decorative: boolean
  readonly width: number | null
  readonly height: number | null
  /** Address that the picture leads to, or ''. */
  readonly href: string
  readonly title: string
  /** Share of the text's width that it may take. */
  readonly share: number
}

/** The run that shows a picture; '' where its bytes are not to be had, which is counted. */
export function pictureRun(look: PictureLook, writing: DocxWriting): string {
  const picture = writing.picture(look.src)
  if (picture === null) {
    if (look.src !== '' && !look.src.startsWith('asset:'))
      writing.loss(
        'remote-picture',
        'A picture that is not in the essay was not fetched; its description stands in its place.',
        look.alt,
      )
    else writing.loss('missing-picture', 'A picture is missing; its description stands in its place.', look.alt)
    return ''
  }
  const { cx, cy } = extent(look, picture.asset, writing)
  const id = writing.nextDrawing()
  const alt = look.decorative ? '' : look.alt
  const link =
    look.href === ''
      ? ''
      : `<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="${writing.relationship('hyperlink', look.href)}"/>`
  const decorative = look.decorative
    ? '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    : ''
  const inside = link + decorative
  const title = look.title === '' ? '' : ` title="${writing.text(look.title)}"`
  const about = `id="${id}" name="Picture ${id}" descr="${writing.text(alt)}"${title}`
  const docPr = inside === '' ? `<wp:docPr ${about}/>` : `<wp:docPr ${about}>${inside}</wp:docPr>`
  const svg =
    picture.asset.mime === 'image/svg+xml'
      ? `<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="${picture.id}"/></a:ext></a:extLst>`
      : ''
  const blip = svg === '' ? `<a:blip r:embed="${picture.id}"/>` : `<a:blip r:embed="${picture.id}">${svg}</a:blip>`
  return (
    `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/>${docPr}` +
    `<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
    `<a:graphic ${NAMESPACES}><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>` +
    `<pic:nvPicPr><pic:cNvPr id="${id}" name="Picture ${id}"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill>${blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  )
}

/** A picture in running text, or its description in its place. */
export function inlinePicture(node: NodeJson, writing: DocxWriting): string {
  const alt = stringAttr(node, 'alt')
  const run = pictureRun(
    {
      src: stringAttr(node, 'src'),
      alt,
      decorative: false,
      width: numberAttr(node, 'width', null),
      height: numberAttr(node, 'height', null),
      href: '',
      title: stringAttr(node, 'title'),
      share: 1,
    },
    writing,
  )
  if (run !== '') return run
  const words = alt || writing.wording.words.pictureAbsent
  return `<w:r><w:t xml:space="preserve">[${xmlText(words, writing.onBad)}]</w:t></w:r>`
}

/** The size on paper: the one given, else the file's own, made to fit the text. */
function extent(look: PictureLook, asset: Asset, writing: DocxWriting): { readonly cx: number; readonly cy: number } {
  const ratio = asset.width > 0 && asset.height > 0 ? asset.height / asset.width : 1
  const width = (look.width ?? (look.height === null ? asset.width : look.height / ratio)) * EMU_PIXEL
  const height = (look.height ?? (look.width === null ? asset.height : look.width * ratio)) * EMU_PIXEL
  const widest = writing.page.text * EMU_TWENTIETH * look.share
  const scale = Math.min(1, widest / Math.max(1, width), TALLEST / Math.max(1, height))
  return { cx: Math.max(1, Math.round(width * scale)), cy: Math.max(1, Math.round(height * scale)) }
}
