import './no-code-from-text.ts'
import './styles/index.css'
import { createRoot } from 'react-dom/client'
import { DEFAULT_PREFERENCES } from '../contract/host.ts'
import { createApp } from './app-store.ts'
import { setKeyboard } from './commands/keys.ts'
import { connectHost } from './host/connect.ts'
import { showEssay } from './navigation.ts'
import { loadProfiles } from './profiles/own-profiles.ts'
import { Window } from './window.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const host = await connectHost()
const [info, preferences] = await Promise.all([host.hostInfo({}), host.readPreferences({})])
if (info.ok) {
  setKeyboard(info.value.platform)
  const app = createApp(host, info.value, preferences.ok ? preferences.value : DEFAULT_PREFERENCES)
  if (!preferences.ok) app.tell({ problem: preferences.problem })
  await loadProfiles(app)
  if (info.value.lastEssay !== null) await showEssay(app, info.value.lastEssay)
  createRoot(root).render(<Window app={app} />)
} else {
  // Without its host Galley can do nothing; say so in words instead of an empty window.
  const message = document.createElement('p')
  message.className = 'no-host'
  message.setAttribute('role', 'alert')
  message.textContent = [info.problem.message, info.problem.next].filter(Boolean).join(' ')
  root.append(message)
}
