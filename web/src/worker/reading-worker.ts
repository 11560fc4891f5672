import { expose } from 'comlink';
import { transferredReading } from './transferred-reading.ts';
import { ReadingSession } from './reading-session.ts';
import { sendCodesOfErrors } from './worker-error.ts';

sendCodesOfErrors();
expose(transferredReading(new ReadingSession()));
