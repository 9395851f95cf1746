import { z } from 'zod'

/** To be imported before any schema is made: the window's policy forbids code from text, which zod would try out for speed at each schema. */
z.config({ jitless: true })
