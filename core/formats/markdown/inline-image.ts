/** Stands after a picture that is alone in its paragraph and yet no figure; invisible in every renderer. */
export const INLINE_IMAGE = '<!-- inline -->'
