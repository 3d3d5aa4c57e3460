import * as vscode from 'vscode';
import { seenSources } from '../../panel/blindTags.ts';
import { type LinkedTag, linkTags, type TagSource } from '../../panel/viewTags.ts';
import { DisposableStore } from '../disposableStore.ts';
import { localPath, type Platform } from '../platform.ts';
import type { Settings } from '../settings.ts';
import type { TagIndex } from './tagIndex.ts';

/** A tag with the URI of its file. */
export interface SeenTag {
  readonly linked: LinkedTag;
  readonly uri: vscode.Uri;
}

/**
 * The tags of the workspace as its reviewer may see them: in blind mode others' stay hidden until their transcripts are
 * marked as reviewed. For whatever is not a panel: the tree, the status bar, search, ways to a tag.
 */
export class SeenTags implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #index: TagIndex;
  readonly #settings: Settings;
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  /** The tags, or what of them may be seen. */
  readonly onDidChange = this.#changed.event;
  readonly ready: Promise<void>;
  /** Who is at work here; nobody is asked for it, and until it is known everybody's tags are others'. */
  #name = '';

  constructor(index: TagIndex, settings: Settings, platform: Platform) {
    this.#index = index;
    this.#settings = settings;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const path = folder && vscode.workspace.isTrusted ? localPath(folder) : undefined;
    const named = platform.userName(path).then(
      (name) => {
        this.#name = name.trim();
        this.#changed.fire();
      },
      () => undefined,
    );
    this.ready = Promise.all([index.ready, named]).then(() => undefined);
    this.#store.add(index.onDidChange(() => this.#changed.fire()));
    this.#store.add(settings.onDidChange(() => this.#changed.fire()));
  }

  /** Whether anything of the workspace is reviewed blind. */
  get blind(): boolean {
    return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => this.#settings.blind(uri));
  }

  /** As `TagIndex.sources`, without what is hidden. */
  sources(data: vscode.Uri): readonly TagSource[] {
    const sources = this.#index.sources(data);
    const known = new Map<string, boolean>();
    const hides = (path: string): boolean => {
      const hidden = known.get(path) ?? this.#settings.blind(data.with({ path }));
      known.set(path, hidden);
      return hidden;
    };
    if (!this.blind && !sources.some(({ dataFile }) => hides(dataFile))) return sources;
    return seenSources(this.#settings.reviewer || this.#name, sources, hides);
  }

  /** Every tag that people made. */
  all(): readonly SeenTag[] {
    const files = this.#index.files.filter((entry) => !entry.suggested);
    const systems = new Map(files.map((entry) => [`${entry.uri.scheme}//${entry.uri.authority}`, entry.uri]));
    return [...systems.values()].flatMap((uri) =>
      linkTags(this.sources(uri))
        .filter((linked) => !linked.source.suggested)
        .map((linked) => ({ linked, uri: uri.with({ path: linked.source.path }) })),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }
}
