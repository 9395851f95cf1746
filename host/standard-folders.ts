import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** The folder for the application's own data, where each system keeps such things. */
export function defaultDataFolder(
  platform = process.platform,
  environment: Environment = process.env,
  home = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Galley')
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Galley')
  const named = environment.XDG_DATA_HOME
  return join(named !== undefined && isAbsolute(named) ? named : join(home, '.local', 'share'), 'galley')
}

/** The folders of the application's own data that may exist on this computer: that of the browser host, then those of the desktop application. */
export function knownDataFolders(
  platform = process.platform,
  environment: Environment = process.env,
  home = homedir(),
): readonly string[] {
  const own = defaultDataFolder(platform, environment, home)
  if (platform === 'darwin' || platform === 'win32') return [own, join(own, 'data')]
  const config = environment.XDG_CONFIG_HOME ?? join(home, '.config')
  return [own, join(config, 'Galley', 'data'), join(config, 'galley', 'data')]
}

/** `Essays` in the person's documents folder, as in the desktop shell. On Linux that folder's name comes from user-dirs.dirs (xdg-user-dirs). */
export function defaultEssaysFolder(
  platform = process.platform,
  environment: Environment = process.env,
  home = homedir(),
): string {
  const documents = join(home, 'Documents')
  if (platform === 'darwin' || platform === 'win32') return join(documents, 'Essays')
  const config = environment.XDG_CONFIG_HOME ?? join(home, '.config')
  return join(xdgDocuments(join(config, 'user-dirs.dirs'), home) ?? documents, 'Essays')
}

function xdgDocuments(path: string, home: string): string | null {
  try {
    const line = /^XDG_DOCUMENTS_DIR="(\$HOME)?([^"$`]*)"/m.exec(readFileSync(path, 'utf8'))
    if (!line) return null
    const folder = line[1] === undefined ? (line[2] ?? '') : join(home, line[2] ?? '')
    return isAbsolute(folder) ? folder : null
  } catch {
    return null
  }
}
