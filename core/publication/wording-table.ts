import type { Role } from '../essay/essay.ts'

/** Roles that a published page names on a line of their own, with a word for the work ("Translation: …"). */
export type NamedRole = Exclude<Role, 'author' | 'co-author' | 'other'>

/** The fixed words of a published page in one language. `{…}` stands for what is filled in. */
export interface Words {
  /** `{authors}` */
  readonly by: string
  /** `{date}`, `{authors}` */
  readonly postedOnBy: string
  /** `{date}` */
  readonly postedOn: string
  /** Behind the day of publication; `{date}` */
  readonly updated: string
  /** `{editors}` */
  readonly editedBy: string
  readonly notes: string
  /** Label of a note's back link; `{number}` */
  readonly backToReference: string
  /** `{number}` */
  readonly figure: string
  /** In the place of a picture that is not in the page. */
  readonly pictureAbsent: string
  /** A link to where a picture comes from. */
  readonly source: string
  readonly license: string
  /** `{number}` */
  readonly table: string
  readonly aboutTheAuthor: string
  readonly aboutTheAuthors: string
  /** Labels of prompts. */
  readonly question: string
  readonly activity: string
  readonly note: string
  /** State of a task. */
  readonly done: string
  readonly notDone: string
  readonly untitled: string
  /** `{names}`: the line of everyone with that role. */
  readonly roles: Readonly<Record<NamedRole, string>>
}

/**
 * The fixed words by language. Work is named rather than people ("Translation", not "Translator"), so that no gender and no case
 * of a name has to be known. To add a language, add a row.
 */
export const WORDS = {
  en: {
    by: 'By {authors}',
    postedOnBy: 'Posted on {date} by {authors}',
    postedOn: 'Posted on {date}',
    updated: 'Updated {date}',
    editedBy: 'Edited by {editors}',
    notes: 'Notes',
    backToReference: 'Back to reference {number}',
    figure: 'Figure {number}',
    pictureAbsent: 'Picture not included',
    source: 'Source',
    license: 'Licence',
    table: 'Table {number}',
    aboutTheAuthor: 'About the author',
    aboutTheAuthors: 'About the authors',
    question: 'For discussion',
    activity: 'Try this',
    note: 'Note',
    done: 'Done',
    notDone: 'To do',
    untitled: 'Untitled essay',
    roles: {
      editor: 'Editing: {names}',
      'copy-editor': 'Copy-editing: {names}',
      'fact-checker': 'Fact-checking: {names}',
      proofreader: 'Proofreading: {names}',
      translator: 'Translation: {names}',
      photographer: 'Photography: {names}',
      illustrator: 'Illustration: {names}',
      reviewer: 'Review: {names}',
      thanks: 'With thanks to {names}',
    },
  },
  de: {
    by: 'Von {authors}',
    postedOnBy: 'Veröffentlicht am {date} von {authors}',
    postedOn: 'Veröffentlicht am {date}',
    updated: 'Aktualisiert am {date}',
    editedBy: 'Redigiert von {editors}',
    notes: 'Anmerkungen',
    backToReference: 'Zurück zu Verweis {number}',
    figure: 'Abbildung {number}',
    pictureAbsent: 'Bild nicht enthalten',
    source: 'Quelle',
    license: 'Lizenz',
    table: 'Tabelle {number}',
    aboutTheAuthor: 'Zur Person',
    aboutTheAuthors: 'Zu den Personen',
    question: 'Zur Diskussion',
    activity: 'Zum Ausprobieren',
    note: 'Hinweis',
    done: 'Erledigt',
    notDone: 'Offen',
    untitled: 'Essay ohne Titel',
    roles: {
      editor: 'Redaktion: {names}',
      'copy-editor': 'Lektorat: {names}',
      'fact-checker': 'Faktenprüfung: {names}',
      proofreader: 'Korrektorat: {names}',
      translator: 'Übersetzung: {names}',
      photographer: 'Fotografie: {names}',
      illustrator: 'Illustration: {names}',
      reviewer: 'Begutachtung: {names}',
      thanks: 'Dank an {names}',
    },
  },
  fr: {
    by: 'Par {authors}',
    postedOnBy: 'Publié le {date} par {authors}',
    postedOn: 'Publié le {date}',
    updated: 'Mis à jour le {date}',
    editedBy: 'Édité par {editors}',
    notes: 'Notes',
    backToReference: 'Retour à l’appel de note {number}',
    figure: 'Figure {number}',
    pictureAbsent: 'Image non incluse',
    source: 'Source',
    license: 'Licence',
    table: 'Tableau {number}',
    aboutTheAuthor: 'À propos de l’auteur',
    aboutTheAuthors: 'À propos des auteurs',
    question: 'À discuter',
    activity: 'À vous d’essayer',
    note: 'Remarque',
    done: 'Fait',
    notDone: 'À faire',
    untitled: 'Essai sans titre',
    roles: {
      editor: 'Édition: {names}',
      'copy-editor': 'Révision: {names}',
      'fact-checker': 'Vérification des faits: {names}',
      proofreader: 'Correction: {names}',
      translator: 'Traduction: {names}',
      photographer: 'Photographie: {names}',
      illustrator: 'Illustration: {names}',
      reviewer: 'Évaluation: {names}',
      thanks: 'Remerciements à {names}',
    },
  },
  es: {
    by: 'Por {authors}',
    postedOnBy: 'Publicado el {date} por {authors}',
    postedOn: 'Publicado el {date}',
    updated: 'Actualizado el {date}',
    editedBy: 'Editado por {editors}',
    notes: 'Notas',
    backToReference: 'Volver a la referencia {number}',
    figure: 'Figura {number}',
    pictureAbsent: 'Imagen no incluida',
    source: 'Fuente',
    license: 'Licencia',
    table: 'Tabla {number}',
    aboutTheAuthor: 'Sobre la autoría',
    aboutTheAuthors: 'Sobre la autoría',
    question: 'Para debatir',
    activity: 'Para probar',
    note: 'Nota',
    done: 'Hecho',
    notDone: 'Pendiente',
    untitled: 'Ensayo sin título',
    roles: {
      editor: 'Edición: {names}',
      'copy-editor': 'Corrección de estilo: {names}',
      'fact-checker': 'Verificación de datos: {names}',
      proofreader: 'Corrección de pruebas: {names}',
      translator: 'Traducción: {names}',
      photographer: 'Fotografía: {names}',
      illustrator: 'Ilustración: {names}',
      reviewer: 'Revisión: {names}',
      thanks: 'Agradecimientos a {names}',
    },
  },
  it: {
    by: 'Di {authors}',
    postedOnBy: 'Pubblicato in data {date} da {authors}',
    postedOn: 'Pubblicato in data {date}',
    updated: 'Aggiornato in data {date}',
    editedBy: 'A cura di {editors}',
    notes: 'Note',
    backToReference: 'Torna al rimando {number}',
    figure: 'Figura {number}',
    pictureAbsent: 'Immagine non inclusa',
    source: 'Fonte',
    license: 'Licenza',
    table: 'Tabella {number}',
    aboutTheAuthor: 'Chi scrive',
    aboutTheAuthors: 'Chi scrive',
    question: 'Per discutere',
    activity: 'Per provare',
    note: 'Nota',
    done: 'Fatto',
    notDone: 'Da fare',
    untitled: 'Saggio senza titolo',
    roles: {
      editor: 'Redazione: {names}',
      'copy-editor': 'Revisione del testo: {names}',
      'fact-checker': 'Verifica dei fatti: {names}',
      proofreader: 'Correzione di bozze: {names}',
      translator: 'Traduzione: {names}',
      photographer: 'Fotografia: {names}',
      illustrator: 'Illustrazioni: {names}',
      reviewer: 'Valutazione: {names}',
      thanks: 'Ringraziamenti a {names}',
    },
  },
  nl: {
    by: 'Door {authors}',
    postedOnBy: 'Geplaatst op {date} door {authors}',
    postedOn: 'Geplaatst op {date}',
    updated: 'Bijgewerkt op {date}',
    editedBy: 'Geredigeerd door {editors}',
    notes: 'Noten',
    backToReference: 'Terug naar verwijzing {number}',
    figure: 'Afbeelding {number}',
    pictureAbsent: 'Afbeelding niet bijgevoegd',
    source: 'Bron',
    license: 'Licentie',
    table: 'Tabel {number}',
    aboutTheAuthor: 'Over de auteur',
    aboutTheAuthors: 'Over de auteurs',
    question: 'Ter discussie',
    activity: 'Om te proberen',
    note: 'Opmerking',
    done: 'Gedaan',
    notDone: 'Te doen',
    untitled: 'Essay zonder titel',
    roles: {
      editor: 'Redactie: {names}',
      'copy-editor': 'Eindredactie: {names}',
      'fact-checker': 'Feitencontrole: {names}',
      proofreader: 'Correctie: {names}',
      translator: 'Vertaling: {names}',
      photographer: 'Fotografie: {names}',
      illustrator: 'Illustratie: {names}',
      reviewer: 'Beoordeling: {names}',
      thanks: 'Met dank aan {names}',
    },
  },
  pt: {
    by: 'Por {authors}',
    postedOnBy: 'Publicado em {date} por {authors}',
    postedOn: 'Publicado em {date}',
    updated: 'Atualizado em {date}',
    editedBy: 'Editado por {editors}',
    notes: 'Notas',
    backToReference: 'Voltar à referência {number}',
    figure: 'Figura {number}',
    pictureAbsent: 'Imagem não incluída',
    source: 'Fonte',
    license: 'Licença',
    table: 'Tabela {number}',
    aboutTheAuthor: 'Sobre a autoria',
    aboutTheAuthors: 'Sobre a autoria',
    question: 'Para debater',
    activity: 'Para experimentar',
    note: 'Observação',
    done: 'Feito',
    notDone: 'Por fazer',
    untitled: 'Ensaio sem título',
    roles: {
      editor: 'Edição: {names}',
      'copy-editor': 'Preparação de texto: {names}',
      'fact-checker': 'Verificação de factos: {names}',
      proofreader: 'Revisão de provas: {names}',
      translator: 'Tradução: {names}',
      photographer: 'Fotografia: {names}',
      illustrator: 'Ilustração: {names}',
      reviewer: 'Avaliação: {names}',
      thanks: 'Agradecimentos a {names}',
    },
  },
  pl: {
    by: 'Tekst: {authors}',
    postedOnBy: 'Opublikowano {date}. Tekst: {authors}',
    postedOn: 'Opublikowano {date}',
    updated: 'Zaktualizowano {date}',
    editedBy: 'Redakcja: {editors}',
    notes: 'Przypisy',
    backToReference: 'Wróć do odnośnika {number}',
    figure: 'Ilustracja {number}',
    pictureAbsent: 'Bez ilustracji',
    source: 'Źródło',
    license: 'Licencja',
    table: 'Tabela {number}',
    aboutTheAuthor: 'O autorze',
    aboutTheAuthors: 'O autorach',
    question: 'Do dyskusji',
    activity: 'Do wypróbowania',
    note: 'Uwaga',
    done: 'Zrobione',
    notDone: 'Do zrobienia',
    untitled: 'Esej bez tytułu',
    roles: {
      editor: 'Redakcja: {names}',
      'copy-editor': 'Redakcja językowa: {names}',
      'fact-checker': 'Weryfikacja faktów: {names}',
      proofreader: 'Korekta: {names}',
      translator: 'Przekład: {names}',
      photographer: 'Fotografie: {names}',
      illustrator: 'Ilustracje: {names}',
      reviewer: 'Recenzja: {names}',
      thanks: 'Podziękowania: {names}',
    },
  },
} as const satisfies Record<string, Words>
