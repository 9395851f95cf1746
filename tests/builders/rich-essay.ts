import type { Asset, Essay } from '../../core/essay/essay.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { doc, figure, h, link, marked, node, p, ref } from './nodes.ts'

/** A picture of the rich essay; `hash` is of 64 equal digits, so that expected files stay readable. */
export function pictureAsset(digit: string, name: string, width = 1600, height = 900): Asset {
  return { hash: digit.repeat(64), mime: 'image/jpeg', bytes: 1000, width, height, name, locationRemoved: false }
}

/** The pictures of the rich essay: cover, stair, lamp, two of the harbour, portrait. */
export const RICH_ASSETS: readonly Asset[] = [
  pictureAsset('a', 'tower at dusk.jpg'),
  pictureAsset('b', 'stair.jpg', 900, 1200),
  pictureAsset('c', 'lamp room.jpg', 2400, 1000),
  pictureAsset('d', 'harbour east.jpg', 1200, 800),
  pictureAsset('e', 'harbour west.jpg', 1200, 800),
  pictureAsset('f', 'mira.jpg', 600, 600),
]

const [cover, stair, lamp, east, west, portrait] = RICH_ASSETS.map((asset) => `asset:${asset.hash}`) as [
  string,
  string,
  string,
  string,
  string,
  string,
]

const body = doc(
  [
    p(
      'It begins with a stair. “Nobody climbs for pleasure,” the keeper says, and then, of course, she climbs.',
      ref('stair'),
      ' The film’s patience is its ',
      marked('argument', 'italic'),
      ': a hundred and nine steps, filmed in one take, with no music and no face. What we hear is breath. What we see is the ',
      marked('edge of each step', link('https://example.org/steps'), 'bold'),
      ', worn to a curve by people who are not in the picture any more.',
    ),
    p(
      'I want to argue that the stair is the film. The lamp at its top, which everyone remembers, is shown for eleven seconds in all. The stair has forty minutes.',
    ),
    h(2, 'A hundred and nine steps'),
    figure(
      {
        src: stair,
        alt: 'A spiral stair seen from below, each step worn in the middle',
        layout: 'right',
        creator: 'Jonas Eik',
        license: 'CC BY 4.0',
        licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
        permission: 'free-licence',
      },
      ['The stair in the second reel, ', marked('lit from within', 'italic'), '.'],
      ['Photograph: Jonas Eik, CC BY 4.0'],
    ),
    p(
      'Counting is the first thing that the film teaches. The keeper counts aloud up to twenty, then under her breath, then not at all, and by the second climb the audience has taken over. I have sat in three cinemas and heard people whisper numbers. Nobody asked them to.',
    ),
    p(
      'The director, in the only interview about it that I could find, said that she had wanted the steps “to be read, not watched”. The difference matters. Watching lets the eye rest on what it likes; reading goes from left to right, from bottom to top, and misses nothing for fear of losing the line.',
    ),
    node(
      'blockquote',
      {},
      p('We had one lamp, one lens and one stair. So we decided that the stair would be the landscape.'),
      node('attribution', {}, 'Henrike Aas, ', marked('Notes from a Tower', 'italic')),
    ),
    p(
      'A landscape, then: something with weather. On the third climb a window has been left open, and there is rain on the ninety-first step. On the fourth the rain has dried to a line of salt. It is the only clock that the film allows.',
    ),
    figure(
      {
        src: lamp,
        alt: 'The lamp room at night, its glass lit and the sea dark behind it',
        layout: 'wide',
        creator: 'Ana Liu',
        sourceUrl: 'https://example.org/archive/lamp-room',
        license: 'Public domain',
        permission: 'public-domain',
      },
      ['The lamp room. Eleven seconds in all.'],
      [],
    ),
    h(2, 'What the light leaves out'),
    p(
      'There is a long tradition of lighthouse pictures, and most of them love the beam. It is easy to see why: a beam is a line that draws itself.',
      ref('beam'),
      ' Here it is never shown from outside. We get its work, a pale bar that passes over a wall, a loaf, a sleeping dog, and we are left to work out the rest.',
    ),
    node(
      'pullQuote',
      { align: null },
      p('The stair has forty minutes. The lamp has eleven seconds, and everyone remembers the lamp.'),
      node('attribution', {}),
    ),
    node(
      'gallery',
      { columns: 2, layout: 'wide' },
      figure(
        { src: east, alt: 'Boats at the eastern quay under snow', creator: 'Jonas Eik', permission: 'own' },
        ['East.'],
        ['Jonas Eik'],
      ),
      figure(
        { src: west, alt: 'The western quay with nets hung out to dry', creator: 'Jonas Eik', permission: 'own' },
        ['West.'],
        ['Jonas Eik'],
      ),
      node('figcaption', {}, 'The harbour from both windows of the tower, an hour apart.'),
    ),
    h(3, 'Three kinds of dark'),
    p('The film tells them apart by sound:'),
    node(
      'bulletList',
      {},
      node('listItem', {}, p('the dark of the ', marked('stair', 'bold'), ', which has an echo;')),
      node(
        'listItem',
        {},
        p('the dark of the sea, which has none;'),
        node(
          'orderedList',
          { start: 1 },
          node('listItem', {}, p('before the storm,')),
          node('listItem', {}, p('and after it;')),
        ),
      ),
      node('listItem', {}, p('the dark behind the lamp, which hums.')),
    ),
    node(
      'table',
      {},
      node(
        'tableRow',
        {},
        node('tableHeader', {}, p('Climb')),
        node('tableHeader', {}, p('Weather')),
        node('tableHeader', { align: 'right' }, p('Minutes')),
      ),
      node(
        'tableRow',
        {},
        node('tableCell', {}, p('First')),
        node('tableCell', {}, p('Still')),
        node('tableCell', { align: 'right' }, p('14')),
      ),
      node(
        'tableRow',
        {},
        node('tableCell', {}, p('Third')),
        node('tableCell', {}, p('Rain, an open window')),
        node('tableCell', { align: 'right' }, p('9')),
      ),
      node(
        'tableRow',
        {},
        node('tableCell', {}, p('Fourth')),
        node('tableCell', {}, p('Salt')),
        node('tableCell', { align: 'right' }, p('11')),
      ),
    ),
    node('verse', {}, 'Up and around,\n    up and around,\nthe wall is warm\nwhere a hand has been.'),
    node('horizontalRule'),
    p(
      'If you want to try it at home, here is how I counted, ',
      marked('crudely', 'highlight'),
      ', in the margin of a notebook with ',
      marked('steps.py', 'code'),
      ' open beside it:',
    ),
    node('codeBlock', { language: 'python' }, 'for step in stair:\n    count += 1\n    print(count, "of", 109)'),
    node(
      'taskList',
      {},
      node('taskItem', { checked: true }, p('Watch once without counting')),
      node('taskItem', { checked: false }, p('Count only the breaths')),
    ),
    node(
      'discussionPrompt',
      { kind: 'activity' },
      p(
        'Climb any stair you know, and say aloud the number of the step on which you begin to think about something else.',
      ),
    ),
    p(
      'On my own stair it is the thirty-first. I have checked it several times since, and I could not tell you what I think about there. Perhaps that is what the film knows: a stair is a way of being sent somewhere else while the feet go on.',
      ref('stair'),
    ),
  ],
  [
    [
      'beam',
      p('The exception is a silent film of 1929 in which the beam is painted on the print by hand, frame by frame.'),
    ],
    [
      'stair',
      p(
        'The line is spoken off screen, and in the first printed script it belongs to the harbour master. See ',
        marked('the script', link('https://example.org/script')),
        ', p. 4.',
      ),
    ],
  ],
)

/** An essay that holds every kind of node once and all metadata; dates and names are invented. */
export const richEssay: Essay = newEssay('5f4dcc3b-5aa7-4e1c-9d0a-1f2e3d4c5b6a', {
  metadata: {
    title: 'The Keeper and the Lamp',
    standfirst: 'Why the camera never leaves the stair',
    slug: null,
    category: 'Film',
    tags: ['lighthouses', 'silence', 'slow cinema'],
    excerpt:
      'A film about a lighthouse spends forty minutes on its stair and eleven seconds on its lamp. What does it want us to read there?',
    language: 'en-GB',
    date: '2026-06-01',
    status: 'ready',
    cover: {
      src: cover,
      alt: 'A white tower with a red band at dusk, its beam reaching over a low hill',
      decorative: false,
      caption: [{ type: 'text', text: 'The tower in the first shot.' }],
      credit: [{ type: 'text', text: 'Photograph: Jonas Eik' }],
      creator: 'Jonas Eik',
      sourceUrl: 'https://example.org/tower',
      license: 'CC BY 4.0',
      licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
      permission: 'free-licence',
    },
    license: { name: 'CC BY-SA 4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/' },
    closingQuestion: 'Which film taught you to count? Tell us about the picture that you kept going back to.',
    canonicalUrl: 'https://example.org/essays/the-keeper-and-the-lamp',
    extra: {},
  },
  people: [
    {
      id: 'mira-holt',
      name: 'Mira Holt',
      sortName: 'Holt, Mira',
      url: 'https://example.org/mira',
      bio: 'Mira Holt writes about buildings in films, and about films in buildings.\n\nShe lives on a fourth floor without a lift.',
      portrait,
    },
    {
      id: 'jonas-eik',
      name: 'Jonas Eik',
      sortName: 'Eik, Jonas',
      url: '',
      bio: 'Jonas Eik takes photographs of places where people wait.',
      portrait: '',
    },
    {
      id: 'ada-brandt',
      name: 'Ada Brandt',
      sortName: 'Brandt, Ada',
      url: 'https://example.org/ada',
      bio: '',
      portrait: '',
    },
    { id: 'teo-marsh', name: 'Teo Marsh', sortName: '', url: '', bio: '', portrait: '' },
    { id: 'wen-li', name: 'Wen Li', sortName: '', url: '', bio: '', portrait: '' },
  ],
  credits: [
    { person: 'mira-holt', role: 'author', label: '', visible: true },
    { person: 'jonas-eik', role: 'co-author', label: '', visible: true },
    { person: 'ada-brandt', role: 'editor', label: '', visible: true },
    { person: 'teo-marsh', role: 'editor', label: '', visible: true },
    { person: 'wen-li', role: 'editor', label: '', visible: true },
    { person: 'teo-marsh', role: 'fact-checker', label: '', visible: true },
    { person: 'wen-li', role: 'other', label: 'Sound notes', visible: true },
  ],
  body,
  assets: RICH_ASSETS,
})
