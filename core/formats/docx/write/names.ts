/**
 * The styles of a Galley DOCX, by the names that Word shows. The reader (host/import/read-docx.ts) finds a block's kind by the same names, so a
 * name is never changed. Names that Word, LibreOffice or Pandoc know by themselves are spelt as they spell them.
 */
export const STYLE_NAMES = {
  Normal: 'Normal',
  Title: 'Title',
  Subtitle: 'Subtitle',
  Author: 'Author',
  Date: 'Date',
  Heading1: 'heading 1',
  Heading2: 'heading 2',
  Heading3: 'heading 3',
  Heading4: 'heading 4',
  Heading5: 'heading 5',
  Heading6: 'heading 6',
  Quote: 'Quote',
  QuoteSource: 'Quote Source',
  PullQuote: 'Pull Quote',
  PullQuoteSource: 'Pull Quote Source',
  ListParagraph: 'List Paragraph',
  ListContinue: 'List Continue',
  ListContinue2: 'List Continue 2',
  ListContinue3: 'List Continue 3',
  ListContinue4: 'List Continue 4',
  ListContinue5: 'List Continue 5',
  SourceCode: 'Source Code',
  Verse: 'Verse',
  SceneBreak: 'Scene Break',
  CoverPicture: 'Cover Picture',
  Figure: 'Figure',
  GalleryPicture: 'Gallery Picture',
  Caption: 'caption',
  Credit: 'Picture Credit',
  GalleryCaption: 'Gallery Caption',
  PromptLabel: 'Prompt Label',
  PromptQuestion: 'Prompt Question',
  PromptActivity: 'Prompt Activity',
  PromptNote: 'Prompt Note',
  AfterTable: 'After Table',
  TableText: 'Table Text',
  TableHeading: 'Table Heading',
  Contact: 'Contact',
  Biography: 'Biography',
  ClosingQuestion: 'Closing Question',
  Credits: 'Credits',
  Header: 'header',
  Footer: 'footer',
  FootnoteText: 'footnote text',
} as const

/** The id of a paragraph style. */
export type StyleId = keyof typeof STYLE_NAMES

/** Character styles, by the names that Word shows. */
export const RUN_STYLE_NAMES = {
  Hyperlink: 'Hyperlink',
  FootnoteReference: 'footnote reference',
  VerbatimChar: 'Verbatim Char',
  FigureNumber: 'Figure Number',
  PictureCreator: 'Picture Creator',
  PictureLicence: 'Picture Licence',
  PictureSource: 'Picture Source',
  Derived: 'Derived',
} as const

/** The id of a character style. */
export type RunStyleId = keyof typeof RUN_STYLE_NAMES
