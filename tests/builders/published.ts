import type { Essay } from '../../core/essay/essay.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { profileById } from '../../core/publication/profiles.ts'
import { mainText, type Publication, type PublishOptions, publish } from '../../core/publication/publish.ts'

/** What `publish` needs, where a test does not care: every picture is four bytes. */
export const PUBLISH_OPTIONS: PublishOptions = {
  look: { stylesheet: 'p{}', stylesheetHash: 'x' },
  bytes: () => new Uint8Array([0xff, 0xd8, 0xff, 0xd9]),
  dataUri: (asset) => `data:image/jpeg;base64,${asset.hash.slice(0, 4)}`,
}

/** A built-in profile; a test that names one that is not there fails here. */
export function profileNamed(id: string): Profile {
  const profile = profileById(id)
  if (!profile) throw new Error(`no profile ${id}`)
  return profile
}

/** An essay as it comes out of a file, every attribute present; only of such a one do our writers know that it is read back as it is. */
export function canonical(essay: Essay): Essay {
  const read = essayFromJson(essay)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}

/** A publication by a built-in profile, with what tests ask of it most. */
export async function published(
  essay: Essay,
  id: string,
  options: Partial<PublishOptions> = {},
): Promise<Publication & { readonly main: string; readonly text: string; readonly pictures: readonly string[] }> {
  const publication = await publish(canonical(essay), profileNamed(id), { ...PUBLISH_OPTIONS, ...options })
  const pictures = publication.files.filter(
    ({ content }) => typeof content === 'object' && !(content instanceof Uint8Array),
  )
  return {
    ...publication,
    main: publication.files[0].path,
    text: mainText(publication),
    pictures: pictures.map(({ path }) => path),
  }
}
