import { describe, expect, it } from 'vitest'
import { checkPicture } from '../../host/picture/check-picture.ts'
import { takePicture } from '../../host/picture/take-picture.ts'
import { svgPicture } from '../builders/picture.ts'

function clean(content: string, attributes?: string): string {
  const taken = takePicture(svgPicture(content, attributes), 'drawing.svg')
  if (!taken.ok) throw new Error(taken.problem.message)
  const again = takePicture(taken.value.bytes, 'drawing.svg')
  expect(again).toMatchObject({ ok: true, value: { asset: { hash: taken.value.asset.hash } } })
  expect(checkPicture(taken.value.bytes, 'image/svg+xml').ok).toBe(true)
  return new TextDecoder().decode(taken.value.bytes)
}

describe('a drawing (SVG)', () => {
  it('keeps what a drawing is made of', () => {
    const content =
      '<title>A &amp; B</title><style>.a{fill:url(#g)}</style><defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>' +
      '<g class="a" transform="scale(2)"><path d="M0 0L1 1" style="stroke:red;filter:url(#f)"/><text x="1" xml:space="preserve">a <tspan>b</tspan></text></g>' +
      '<use xlink:href="#g"/><image xlink:href="data:image/png;base64,AAAA" width="1" height="1"/>'
    expect(clean(content)).toBe(new TextDecoder().decode(svgPicture(content)))
  })

  // Each row holds something that could run, embed or load; none of its traces may stay.
  it.each([
    ['a script', '<script>alert(1)</script><script href="x.js"/>', /script|alert/],
    [
      'a script by another prefix',
      '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
      /script|alert/,
    ],
    ['event attributes', '<rect onload="alert(1)" ONCLICK="alert(2)" width="1"/>', /alert|on(load|click)/i],
    [
      'foreign content',
      '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://x.example/"/></foreignObject>',
      /foreign|iframe|x\.example/,
    ],
    [
      'a remote picture',
      '<image href="https://x.example/a.png"/><image xlink:href="//x.example/b.png"/>',
      /x\.example/,
    ],
    ['a nested drawing', '<image href="data:image/svg+xml;base64,AAAA"/>', /data:/],
    ['a remote use', '<use href="https://x.example/a.svg#b"/>', /x\.example/],
    ['a link', '<a href="javascript:alert(1)"><text>x</text></a>', /javascript/],
    [
      'an animated address',
      '<set attributeName="href" to="javascript:alert(1)"/><animate attributeName="x" values="1"/>',
      /javascript|animate|set/,
    ],
    [
      'a style that loads',
      '<style>@import "https://x.example/a.css";</style><rect style="fill:url(https://x.example/#a)"/>',
      /x\.example/,
    ],
    ['an escaped style', '<style>rect{fill:u\\72l(https://x.example/)}</style>', /x\.example/],
    ['a style in two pieces', '<style>rect{fill:ur<![CDATA[l(https://x.example/)}]]></style>', /x\.example/],
    ['a style around an element', '<style>rect{fill:ur<b/>l(https://x.example/)}</style>', /x\.example/],
    [
      'an attribute that loads',
      '<rect fill="url(https://x.example/#a)" filter="url(&#34;https://x.example/&#34;)"/>',
      /x\.example/,
    ],
    ['handlers', '<handler type="text/ecmascript">alert(1)</handler><listener handler="#x"/>', /alert|handler/],
  ])('takes out %s', (_, content, trace) => {
    expect(clean(`${content}<rect width="3" height="3"/>`)).not.toMatch(trace)
    expect(clean(`${content}<rect width="3" height="3"/>`)).toContain('<rect width="3" height="3"/>')
    // What is found in a stored essay instead of a picker is refused, not repaired.
    expect(checkPicture(svgPicture(content), 'image/svg+xml').ok).toBe(false)
  })

  it.each([
    ['entities', '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'],
    ['an unknown entity', '<svg xmlns="http://www.w3.org/2000/svg">&nbsp;</svg>'],
    ['an open element', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'],
    ['two roots', '<svg xmlns="http://www.w3.org/2000/svg"/><svg/>'],
    ['text behind the root', '<svg xmlns="http://www.w3.org/2000/svg"/>x'],
    ['an attribute twice', '<svg xmlns="http://www.w3.org/2000/svg" id="a" id="b"/>'],
    ['depth', `<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(200)}${'</g>'.repeat(200)}</svg>`],
    ['a control character', '<svg xmlns="http://www.w3.org/2000/svg">\u0001</svg>'],
    ['no namespace', '<svg/>'],
  ])('refuses %s', (_, text) => {
    expect(takePicture(new TextEncoder().encode(text), 'a.svg')).toMatchObject({ ok: false })
  })

  it('reads other encodings only where they are plain ASCII', () => {
    const text =
      '<?xml version="1.0" encoding="ISO-8859-1"?><svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>'
    expect(takePicture(Buffer.from(text, 'latin1'), 'a.svg').ok).toBe(true)
    expect(takePicture(Buffer.from(text.replace('>a<', '>é<'), 'latin1'), 'a.svg').ok).toBe(false)
    expect(takePicture(Buffer.from(text, 'utf16le'), 'a.svg').ok).toBe(false)
  })

  it('accepts what editors write around a drawing', () => {
    const text =
      '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Created with an editor -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n' +
      '<svg:svg xmlns:svg="http://www.w3.org/2000/svg" xmlns:ink="urn:ink" ink:version="1" width="210mm" height="297mm" viewBox="0 0 210 297"><ink:view ink:zoom="1"/><svg:rect ink:label="a" width="1"/></svg:svg>\n'
    const taken = takePicture(new TextEncoder().encode(text), 'a.svg')
    expect(taken).toMatchObject({ ok: true, value: { asset: { width: 794, height: 1123, mime: 'image/svg+xml' } } })
    if (taken.ok) expect(new TextDecoder().decode(taken.value.bytes)).toContain('<rect width="1"/></svg>')
  })

  it.each([
    ['width="20" height="10"', 20, 10],
    ['viewBox="0 0 40 30"', 40, 30],
    ['width="100%" height="100%" viewBox="0,0,40,30"', 40, 30],
    ['width="80" viewBox="0 0 40 30"', 80, 60],
    ['height="15" viewBox="0 0 40 30"', 20, 15],
    ['', 300, 150],
    ['width="1in" height="2.54cm"', 96, 96],
    ['width="1e9" height="5e8"', 14_142, 7_071],
    ['width="99999" height="5"', 16_384, 1],
    ['width="-5" height="0"', 300, 150],
  ])('reads the size of %s', (attributes, width, height) => {
    const taken = takePicture(svgPicture('', attributes), 'a.svg')
    expect(taken).toMatchObject({ ok: true, value: { asset: { width, height } } })
  })
})
