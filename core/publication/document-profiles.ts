import { builtIn } from './built-in-profile.ts'
import type { Profile } from './profile.ts'

/** The profiles whose main file is a document with its pictures inside. */
export const DOCUMENT_PROFILES: readonly Profile[] = [
  builtIn({
    id: 'docx',
    name: 'Word document',
    description: 'Set to be read and edited: real notes, captions with their pictures, styles by name.',
    format: 'docx',
    options: { layout: 'reading' },
  }),
  builtIn({
    id: 'docx-manuscript',
    name: 'Word, manuscript format',
    description: 'Double spaced in twelve points, name and word count on the first page, as editors ask for it.',
    format: 'docx',
    options: { layout: 'manuscript' },
  }),
  builtIn({
    id: 'docx-anonymous',
    name: 'Word, anonymous',
    description: 'The manuscript for a blind reading: no name in text, captions, pictures or properties.',
    format: 'docx',
    options: { layout: 'manuscript' },
    rules: { anonymous: true },
  }),
  builtIn({
    id: 'epub',
    name: 'E-book',
    description: 'An EPUB for reading devices and libraries, with cover, contents and everyone’s part in it.',
    format: 'epub',
  }),
  builtIn({
    id: 'pdf',
    name: 'PDF',
    description: 'The printed page, tagged for screen readers, by the Chromium, Chrome or Edge of this machine.',
    format: 'pdf',
  }),
  builtIn({
    id: 'textpack',
    name: 'TextPack',
    description: 'Markdown and pictures in one file for other writing programs. Galley reads it back whole.',
    format: 'textpack',
  }),
  builtIn({
    id: 'submission-pack',
    name: 'Submission pack',
    description:
      'Manuscript, numbered pictures with a list of captions, credits and licences, biography, and the checks.',
    format: 'submission',
    rules: { pictures: { naming: 'figure' } },
  }),
]
