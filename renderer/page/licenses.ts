import type { License } from '../../core/essay/essay.ts'

/**
 * Licences that pictures and essays are given under, by the names that their makers use, with the address of each text
 * (creativecommons.org, gnu.org, unsplash.com, pexels.com; '' where there is no text).
 */
export const LICENSES: readonly License[] = [
  { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  { name: 'CC BY-SA 4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/' },
  { name: 'CC BY-ND 4.0', url: 'https://creativecommons.org/licenses/by-nd/4.0/' },
  { name: 'CC BY-NC 4.0', url: 'https://creativecommons.org/licenses/by-nc/4.0/' },
  { name: 'CC BY-NC-SA 4.0', url: 'https://creativecommons.org/licenses/by-nc-sa/4.0/' },
  { name: 'CC BY-NC-ND 4.0', url: 'https://creativecommons.org/licenses/by-nc-nd/4.0/' },
  { name: 'CC BY 3.0', url: 'https://creativecommons.org/licenses/by/3.0/' },
  { name: 'CC BY-SA 3.0', url: 'https://creativecommons.org/licenses/by-sa/3.0/' },
  { name: 'CC BY-ND 3.0', url: 'https://creativecommons.org/licenses/by-nd/3.0/' },
  { name: 'CC BY-NC 3.0', url: 'https://creativecommons.org/licenses/by-nc/3.0/' },
  { name: 'CC BY-NC-SA 3.0', url: 'https://creativecommons.org/licenses/by-nc-sa/3.0/' },
  { name: 'CC BY-NC-ND 3.0', url: 'https://creativecommons.org/licenses/by-nc-nd/3.0/' },
  { name: 'CC BY 2.5', url: 'https://creativecommons.org/licenses/by/2.5/' },
  { name: 'CC BY-SA 2.5', url: 'https://creativecommons.org/licenses/by-sa/2.5/' },
  { name: 'CC BY-ND 2.5', url: 'https://creativecommons.org/licenses/by-nd/2.5/' },
  { name: 'CC BY-NC 2.5', url: 'https://creativecommons.org/licenses/by-nc/2.5/' },
  { name: 'CC BY-NC-SA 2.5', url: 'https://creativecommons.org/licenses/by-nc-sa/2.5/' },
  { name: 'CC BY-NC-ND 2.5', url: 'https://creativecommons.org/licenses/by-nc-nd/2.5/' },
  { name: 'CC BY 2.0', url: 'https://creativecommons.org/licenses/by/2.0/' },
  { name: 'CC BY-SA 2.0', url: 'https://creativecommons.org/licenses/by-sa/2.0/' },
  { name: 'CC BY-ND 2.0', url: 'https://creativecommons.org/licenses/by-nd/2.0/' },
  { name: 'CC BY-NC 2.0', url: 'https://creativecommons.org/licenses/by-nc/2.0/' },
  { name: 'CC BY-NC-SA 2.0', url: 'https://creativecommons.org/licenses/by-nc-sa/2.0/' },
  { name: 'CC BY-NC-ND 2.0', url: 'https://creativecommons.org/licenses/by-nc-nd/2.0/' },
  { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  { name: 'Public Domain Mark 1.0', url: 'https://creativecommons.org/publicdomain/mark/1.0/' },
  { name: 'GFDL 1.3', url: 'https://www.gnu.org/licenses/fdl-1.3.html' },
  { name: 'Unsplash Licence', url: 'https://unsplash.com/license' },
  { name: 'Pexels Licence', url: 'https://www.pexels.com/license/' },
  { name: 'All rights reserved', url: '' },
  { name: 'Fair use or quotation', url: '' },
]
