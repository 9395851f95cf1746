import { useApp } from '../app-store.ts'
import { saveAs } from '../navigation.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'

/** A new essay that the essays folder could not take: where it is, and how it gets out of there. */
export function AsideBanner() {
  const app = useApp()
  const { dialogs, essaysFolder } = app.store.getState().info
  return (
    <Banner
      tone="warn"
      label="Not in the essays folder yet"
      what={`The folder ${essaysFolder.name} cannot take a new file now, so this essay is kept in Galley’s own folder.`}
      more="Every word is protected there, and it opens again by itself. It moves into your folder when you leave it, as soon as there is room."
      actions={
        <Button kind="outline" onClick={() => void saveAs(app)}>
          {dialogs ? 'Save as…' : 'Download a copy'}
        </Button>
      }
    />
  )
}
