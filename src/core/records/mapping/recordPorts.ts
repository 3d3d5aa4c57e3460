import type { ByteSource } from '../../readers/byteSource.ts';
import type { RecordMapping } from './recordMapping.ts';

/** The mapping that makes records of a file, and the file's path from the folder that its globs count from. */
export interface MappedFile {
  readonly mapping: RecordMapping;
  readonly path: string;
}

/** Another file of the same folder, opened when it is read. */
export interface FileBeside {
  /** From the folder that globs count from. */
  readonly path: string;
  open(): Promise<ByteSource>;
}

/** The files that globs of a mapping name, in order of their paths. */
export type OpenBeside = (globs: string | readonly string[], signal?: AbortSignal) => Promise<readonly FileBeside[]>;
