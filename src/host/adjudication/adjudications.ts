import type * as vscode from 'vscode';
import { type Adjudicated, adjudicate } from '../../core/adjudication/adjudicate.ts';
import { type Cluster, clusterTags } from '../../core/adjudication/clusterTags.ts';
import type { Codebook } from '../../core/codebook/codebook.ts';
import type { Tag } from '../../core/tags/tag.ts';
import type { TagFile } from '../../core/tags/tagFile.ts';
import { parseTagFileName } from '../../core/tags/tagFileName.ts';
import { basename } from '../../core/text/paths.ts';
import { reviewerTags } from '../../panel/viewAdjudication.ts';
import { isConsensus } from '../../panel/viewTags.ts';
import type { Codebooks } from '../codebook/codebooks.ts';
import type { TagIndex } from '../tags/tagIndex.ts';

/** What reviewers tagged in a data file and what was decided on it, made anew when one of them changed something. */
export class Adjudications {
  readonly #index: TagIndex;
  readonly #codebooks: Codebooks;
  readonly #known = new Map<string, Clustered>();

  constructor(index: TagIndex, codebooks: Codebooks) {
    this.#index = index;
    this.#codebooks = codebooks;
  }

  of(data: vscode.Uri): { readonly clusters: readonly Adjudicated[]; readonly orphans: readonly Tag[] } {
    const codebook = this.#codebooks.of(data);
    const sources = this.#index.sources(data);
    const own = sources.filter((source) => source.dataFile === data.path);
    const consensus = own.filter(isConsensus);
    const people = own.filter((source) => !source.suggested && !isConsensus(source));
    return adjudicate({
      clusters: this.#clusters(data, codebook).filter(({ home }) => home.file === data.path),
      consensus: {
        tags: consensus.flatMap(({ tags }) => tags),
        replies: consensus.flatMap(({ replies }) => replies),
      },
      codebook,
      reviewersOf: (transcript) => [
        ...new Set(people.filter(({ reviewed }) => reviewed.includes(transcript)).map(({ reviewer }) => reviewer)),
      ],
    });
  }

  /** A decision changes no cluster: only what people wrote counts for whether they are made anew. */
  #clusters(data: vscode.Uri, codebook: Codebook): readonly Cluster[] {
    const key = `${data.scheme}://${data.authority}`;
    const files = this.#index.files
      .filter(({ uri }) => uri.scheme === data.scheme && uri.authority === data.authority)
      .filter(({ uri, suggested }) => !suggested && parseTagFileName(basename(uri.path))?.consensus !== true)
      .map(({ file }) => file);
    const known = this.#known.get(key);
    if (known?.codebook === codebook && same(known.files, files)) return known.clusters;
    const clusters = clusterTags(reviewerTags(this.#index.sources(data)), codebook);
    this.#known.set(key, { files, codebook, clusters });
    return clusters;
  }
}

interface Clustered {
  readonly files: readonly TagFile[];
  readonly codebook: Codebook;
  readonly clusters: readonly Cluster[];
}

const same = (a: readonly TagFile[], b: readonly TagFile[]): boolean =>
  a.length === b.length && a.every((file, i) => file === b[i]);
