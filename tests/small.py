"""Small real models of every family, built in a second or two: the same classes, files and tokenizers as the large ones.

Each learns a few pairs by heart, with its family's language tokens laid out by transformers itself. Whoever asks the model as its
family wants gets the sentences back; any other way of asking gives something else.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    LEDConfig,
    LEDForConditionalGeneration,
    LlamaConfig,
    LlamaForCausalLM,
    M2M100Config,
    M2M100ForConditionalGeneration,
    M2M100Tokenizer,
    MarianConfig,
    MarianMTModel,
    MarianTokenizer,
    MBart50Tokenizer,
    MBartConfig,
    MBartForConditionalGeneration,
    MBartTokenizer,
    NllbTokenizer,
    PegasusConfig,
    PegasusForConditionalGeneration,
    PegasusTokenizer,
    PreTrainedTokenizerFast,
    RobertaTokenizer,
    T5Config,
    T5ForConditionalGeneration,
    T5Tokenizer,
)

from models.quiet import quiet
from models.translators.prompting import PROMPT

PAIRS = (
    ("Trời hôm nay rất đẹp.", "The weather is very nice today."),
    ("Thành phố có ba cây cầu mới.", "The city has three new bridges."),
    ("Bà Lan bán rau ở chợ.", "Mrs Lan sells vegetables at the market."),
    ("Hội nghị bắt đầu lúc chín giờ.", "The conference begins at nine o'clock."),
    ("Nước sông dâng cao sau mưa.", "The river rose after the rain."),
    ("Học sinh trồng cây trước cổng trường.", "Pupils plant trees in front of the school gate."),
)
VIETNAMESE = [vi for vi, _ in PAIRS]
ENGLISH = [en for _, en in PAIRS]
MORE_TEXT = [
    "Ủy ban nhân dân tỉnh họp báo về kế hoạch phát triển giao thông, giáo dục và y tế trong năm tới.",
    "Người dân mong đường được sửa trước mùa mưa; xe tải nặng không được qua cầu cũ.",
    "The provincial people's committee held a press conference about transport, schools and health.",
    "Residents hope that the road is repaired before the rainy season; heavy lorries may not cross the old bridge.",
]
TEXT = [*VIETNAMESE, *ENGLISH, *MORE_TEXT]

# Gains nothing from threads and loses much to them where other processes are busy.
torch.set_num_threads(1)


def marian(folder: Path, sources: Sequence[str] = VIETNAMESE) -> Path:
    """Marian with a joint vocabulary, tied embeddings and separate sentencepiece models, as opus-mt is saved."""
    folder.mkdir(parents=True, exist_ok=True)
    source = _sentencepiece(folder / "source.spm", [*sources, *MORE_TEXT[:2]])
    target = _sentencepiece(folder / "target.spm", [*ENGLISH, *MORE_TEXT[2:]])
    words = dict.fromkeys(piece for piece, _ in [*source, *target] if piece not in SPECIALS)
    pieces = ["</s>", "<unk>", *words, "<pad>"]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    tokenizer = MarianTokenizer(
        str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json"), model_max_length=64
    )
    pad = vocabulary["<pad>"]
    config = MarianConfig(
        vocab_size=len(pieces),
        decoder_vocab_size=len(pieces),
        max_position_embeddings=64,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        scale_embedding=True,
        activation_function="swish",
        **SHAPE,
    )
    model = _new(MarianMTModel, config)
    model.generation_config.bad_words_ids = [[pad]]
    model.generation_config.num_beams = 6
    model.generation_config.max_length = 64
    sides = tokenizer(list(sources)), tokenizer(text_target=ENGLISH)
    # Marian's decoder starts from zeros, which transformers keeps in the row of the padding.
    return _teach(model, tokenizer, folder, *sides, zeros=pad)


def marian_npz(folder: Path) -> Path:
    """The same as the Marian toolkit saves it: one ``npz`` under Marian's names, one sentencepiece model for both languages."""
    import numpy as np
    import yaml

    folder.mkdir(parents=True, exist_ok=True)
    spm = folder / "model.vi-en.spm"
    pieces = _sentencepiece(spm, TEXT, bos_id=-1, eos_id=0, unk_id=1, pad_id=-1)
    pad = len(pieces)
    trained = folder.with_name(f"{folder.name}-trained")
    trained.mkdir()
    names = {piece: row for row, (piece, _) in enumerate(pieces)} | {"<pad>": pad}
    (trained / "vocab.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
    tokenizer = MarianTokenizer(str(spm), str(spm), str(trained / "vocab.json"), model_max_length=64)
    config = MarianConfig(
        vocab_size=pad + 1,
        decoder_vocab_size=pad + 1,
        max_position_embeddings=64,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        scale_embedding=True,
        activation_function="relu",
        **SHAPE,
    )
    model = _new(MarianMTModel, config)
    sides = tokenizer(VIETNAMESE), tokenizer(text_target=ENGLISH)
    _teach(model, tokenizer, trained, *sides, zeros=pad)
    state = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    arrays = {"Wemb": state["model.shared.weight"][:pad], "decoder_ff_logit_out_b": state["final_logits_bias"][:, :pad]}
    for side in ("encoder", "decoder"):
        own, theirs = f"model.{side}.layers.0.", f"{side}_l1_"
        blocks = [("self_attn", "self")] + ([("encoder_attn", "context")] if side == "decoder" else [])
        for block, short in blocks:
            for projection in ("q_proj", "k_proj", "v_proj", "out_proj"):
                arrays[f"{theirs}{short}_W{projection[0]}"] = state[f"{own}{block}.{projection}.weight"].T
                arrays[f"{theirs}{short}_b{projection[0]}"] = state[f"{own}{block}.{projection}.bias"][None]
            arrays[f"{theirs}{short}_Wo_ln_scale"] = state[f"{own}{block}_layer_norm.weight"][None]
            arrays[f"{theirs}{short}_Wo_ln_bias"] = state[f"{own}{block}_layer_norm.bias"][None]
        for n in (1, 2):
            arrays[f"{theirs}ffn_W{n}"] = state[f"{own}fc{n}.weight"].T
            arrays[f"{theirs}ffn_b{n}"] = state[f"{own}fc{n}.bias"][None]
        arrays[f"{theirs}ffn_ffn_ln_scale"] = state[f"{own}final_layer_norm.weight"][None]
        arrays[f"{theirs}ffn_ffn_ln_bias"] = state[f"{own}final_layer_norm.bias"][None]
    settings = {
        "type": "transformer", "tied-embeddings-all": True, "transformer-preprocess": "", "transformer-postprocess": "dan",
        "transformer-ffn-activation": "relu", "dim-emb": 48, "enc-depth": 1, "dec-depth": 1, "transformer-heads": 2,
        "transformer-dim-ffn": 64, "version": "v1.12.0", "tied-embeddings": False, "dim-vocabs": [pad, pad],
        "transformer-postprocess-emb": "d", "tied-embeddings-src": False, "transformer-decoder-autoreg": "self-attention",
        "transformer-train-position-embeddings": False, "transformer-ffn-depth": 2, "transformer-tied-layers": [],
        "transformer-no-projection": False, "transformer-guided-alignment-layer": "last",
    }  # fmt: skip
    arrays["special:model.yml"] = np.frombuffer(yaml.safe_dump(settings).encode() + b"\0", np.int8)
    np.savez(folder / "model.npz.best-chrf.npz", **arrays)
    return folder


FRENCH = (
    "Il fait très beau aujourd'hui.",
    "La ville a trois nouveaux ponts.",
    "Madame Lan vend des légumes au marché.",
    "La conférence commence à neuf heures.",
    "La rivière a monté après la pluie.",
    "Les élèves plantent des arbres devant le portail de l'école.",
)


def marian_fr(folder: Path) -> Path:
    """The same from French: a parent for a transfer."""
    return marian(folder, FRENCH)


def m2m100(folder: Path) -> Path:
    """M2M-100: ``__vi__`` before the source, ``__en__`` forced first in the output."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = [piece for piece, _ in _sentencepiece(folder / "sentencepiece.bpe.model", TEXT)]
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *(piece for piece in pieces if piece not in SPECIALS)]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    tokenizer = M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"), src_lang="vi", tgt_lang="en"
    )
    size = max(tokenizer.lang_token_to_id.values()) + 1
    model = _new(M2M100ForConditionalGeneration, _m2m_config(size))
    return _teach(model, tokenizer, folder, tokenizer(VIETNAMESE), tokenizer(text_target=ENGLISH))


def nllb(folder: Path) -> Path:
    """NLLB-200: M2M-100's architecture, ``vie_Latn`` before the source, ``eng_Latn`` forced first in the output."""
    model = json.loads(_bpe(TEXT, ["<s>", "<pad>", "</s>", "<unk>"]).to_str())["model"]
    vocabulary = model["vocab"]
    for code in ["vie_Latn", "eng_Latn", "fra_Latn"]:
        vocabulary[code] = len(vocabulary)
    tokenizer = NllbTokenizer(
        vocab=vocabulary,
        merges=[tuple(merge) for merge in model["merges"]],
        extra_special_tokens=["vie_Latn", "eng_Latn", "fra_Latn"],
        src_lang="vie_Latn",
        tgt_lang="eng_Latn",
    )
    model = _new(M2M100ForConditionalGeneration, _m2m_config(len(tokenizer)))
    return _teach(model, tokenizer, folder, tokenizer(VIETNAMESE), tokenizer(text_target=ENGLISH))


def mbart50(folder: Path) -> Path:
    """mBART-50: ``vi_VN`` before the source, ``en_XX`` forced first in the output."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = _sentencepiece(folder / "sentencepiece.bpe.model", TEXT)
    tokenizer = MBart50Tokenizer(vocab=pieces, src_lang="vi_VN", tgt_lang="en_XX")
    config = _mbart_config(len(tokenizer), decoder_start_token_id=2)
    model = _new(MBartForConditionalGeneration, config)
    return _teach(model, tokenizer, folder, tokenizer(VIETNAMESE), tokenizer(text_target=ENGLISH))


def mbart(folder: Path) -> Path:
    """The first mBART, VinAI's layout: ``vi_VN`` after the source, the decoder starts from ``en_XX``."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = _sentencepiece(folder / "sentencepiece.bpe.model", TEXT)
    tokenizer = MBartTokenizer(vocab=pieces, src_lang="vi_VN", tgt_lang="en_XX")
    model = _new(MBartForConditionalGeneration, _mbart_config(len(tokenizer)))
    return _teach(model, tokenizer, folder, tokenizer(VIETNAMESE), tokenizer(text_target=ENGLISH))


def envit5(folder: Path) -> Path:
    """EnViT5: a T5 with the prefixes ``vi: `` and ``en: ``, and a BPE model in ``tokenizer.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    prefixed = [text for vi, en in PAIRS for text in ("vi: " + vi, "en: " + en)]
    _sentencepiece(folder / "spiece.model", [*prefixed, *MORE_TEXT], **T5_IDS)
    backend = _bpe([*prefixed, *MORE_TEXT], ["<pad>", "</s>", "<unk>"])
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    )
    return _teach(
        _new(T5ForConditionalGeneration, _t5_config(len(tokenizer))),
        tokenizer,
        folder,
        tokenizer(["vi: " + text for text in VIETNAMESE]),
        tokenizer(["en: " + text for text in ENGLISH]),
        rate=0.005,
    )


def madlad(folder: Path) -> Path:
    """MADLAD-400: a T5 that is told the target language by ``<2en>`` before the source."""
    tokenizer = _t5_tokenizer(folder, user_defined_symbols=["<2en>"])
    return _teach(
        _new(T5ForConditionalGeneration, _t5_config(len(tokenizer))),
        tokenizer,
        folder,
        tokenizer(["<2en> " + text for text in VIETNAMESE]),
        tokenizer(ENGLISH),
        rate=0.005,
    )


SYSTEM_TEMPLATE = (
    "{% for message in messages %}<|{{ message.role }}|>{{ message.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
NO_SYSTEM = "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}"


def chat(folder: Path, *, template: str = SYSTEM_TEMPLATE, separator: str = "<|end|><|user|>") -> Path:
    """An instruction model: a Llama that answers a conversation laid out by its template, with some talk around."""
    from tokenizers import Tokenizer, decoders, pre_tokenizers
    from tokenizers.models import BPE
    from tokenizers.trainers import BpeTrainer

    specials = ["<|pad|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
    backend = Tokenizer(BPE())
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = BpeTrainer(vocab_size=700, special_tokens=specials, initial_alphabet=alphabet, show_progress=False)
    backend.train_from_iterator([*TEXT, PROMPT], trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=backend, pad_token="<|pad|>", eos_token="<|end|>")
    tokenizer.chat_template = template
    role = "<|user|>" if NO_SYSTEM in template else "<|system|>"
    asked = tokenizer([f"{role}{PROMPT}{separator}{vi}<|end|><|assistant|>" for vi in VIETNAMESE])["input_ids"]
    answers = tokenizer([f"Translation: {en}<|end|>" for en in ENGLISH])["input_ids"]
    rows = [question + answer for question, answer in zip(asked, answers, strict=True)]
    labels = [[-100] * len(question) + answer for question, answer in zip(asked, answers, strict=True)]
    width = max(map(len, rows))
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=48,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=512,
        pad_token_id=0,
        bos_token_id=None,
        eos_token_id=1,
    )
    model = _new(LlamaForCausalLM, config)
    inputs = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    targets = torch.tensor([row + [-100] * (width - len(row)) for row in labels])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(300):
        logits = model(input_ids=inputs, attention_mask=(inputs != 0).long()).logits[:, :-1]
        losses = torch.nn.functional.cross_entropy(logits.transpose(1, 2), targets[:, 1:], reduction="none")
        if losses.max().item() < 0.1:
            break
        optimizer.zero_grad()
        losses.sum().div((targets != -100).sum()).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    return _save(model.eval(), tokenizer, folder)


def chat_without_system(folder: Path) -> Path:
    """The same without a system role, as Gemma has none: the instruction stands before the text."""
    return chat(folder, template=NO_SYSTEM + SYSTEM_TEMPLATE, separator="\n\n")


# Two articles of three sentences each; their summary is the first sentence.
ARTICLES = [" ".join(ENGLISH[start : start + 3]) for start in (0, 3)]
SUMMARIES = [ENGLISH[start] for start in (0, 3)]


def t5(folder: Path) -> Path:
    """A T5 summariser: prefix ``summarize: ``."""
    tokenizer = _t5_tokenizer(folder)
    model = _new(T5ForConditionalGeneration, _t5_config(len(tokenizer)))
    articles = tokenizer(["summarize: " + article for article in ARTICLES])
    return _teach(model, tokenizer, folder, articles, tokenizer(SUMMARIES), rate=0.005)


def bart(folder: Path) -> Path:
    """A BART summariser with the search options that BART-large-CNN has."""
    tokenizer = _roberta_tokenizer(folder, model_max_length=80)
    config = BartConfig(vocab_size=len(tokenizer), max_position_embeddings=80, **SHAPE)
    model = _new(BartForConditionalGeneration, config)
    model.generation_config.update(
        num_beams=4, min_length=8, max_length=40, no_repeat_ngram_size=3, length_penalty=2.0, early_stopping=True
    )
    return _teach(model, tokenizer, folder, tokenizer(ARTICLES), tokenizer(SUMMARIES))


def pegasus(folder: Path) -> Path:
    """A Pegasus summariser."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = _sentencepiece(folder / "spiece.model", TEXT, **T5_IDS)
    tokenizer = PegasusTokenizer(vocab=pieces, model_max_length=128)
    config = PegasusConfig(vocab_size=len(tokenizer), max_position_embeddings=128, **SHAPE)
    model = _new(PegasusForConditionalGeneration, config)
    return _teach(model, tokenizer, folder, tokenizer(ARTICLES), tokenizer(SUMMARIES))


def led(folder: Path) -> Path:
    """A LED summariser: local attention of eight tokens, a long encoder and a short decoder."""
    tokenizer = _roberta_tokenizer(folder, model_max_length=256)
    config = LEDConfig(
        vocab_size=len(tokenizer),
        max_encoder_position_embeddings=256,
        max_decoder_position_embeddings=48,
        attention_window=8,
        **SHAPE,
    )
    model = _new(LEDForConditionalGeneration, config)
    articles = tokenizer(ARTICLES)
    first = torch.zeros(len(ARTICLES), max(map(len, articles["input_ids"])), dtype=torch.long)
    first[:, 0] = 1
    return _teach(model, tokenizer, folder, articles, tokenizer(SUMMARIES), global_attention_mask=first)


SPECIALS = ("<unk>", "<s>", "</s>", "<pad>")
SHAPE: dict[str, Any] = {
    "d_model": 48,
    "init_std": 0.05,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "dropout": 0.0,
}
T5_IDS = {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1}


def _sentencepiece(path: Path, lines: Sequence[str], **options: Any) -> list[tuple[str, float]]:
    """Trains a sentencepiece model on ``lines``, writes it to ``path`` and returns its pieces with their scores."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        model_type="bpe",
        vocab_size=260,
        hard_vocab_limit=False,
        minloglevel=2,
        num_threads=1,
        **options,
    )
    path.write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [(processor.id_to_piece(i), processor.get_score(i)) for i in range(processor.get_piece_size())]


def _bpe(lines: Sequence[str], specials: Sequence[str]) -> Any:
    from tokenizers import Tokenizer, decoders, pre_tokenizers, processors
    from tokenizers.models import BPE
    from tokenizers.trainers import BpeTrainer

    backend = Tokenizer(BPE(unk_token="<unk>"))
    backend.pre_tokenizer = pre_tokenizers.Metaspace()
    backend.decoder = decoders.Metaspace()
    backend.train_from_iterator(lines, BpeTrainer(vocab_size=300, special_tokens=list(specials), show_progress=False))
    backend.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return backend


def _t5_tokenizer(folder: Path, **options: Any) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    pieces = _sentencepiece(folder / "spiece.model", TEXT, **T5_IDS, **options)
    return T5Tokenizer(vocab=pieces, extra_ids=0, model_max_length=128)


def _roberta_tokenizer(folder: Path, model_max_length: int) -> Any:
    from tokenizers import ByteLevelBPETokenizer

    folder.mkdir(parents=True, exist_ok=True)
    backend = ByteLevelBPETokenizer()
    backend.train_from_iterator(
        TEXT, vocab_size=400, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"], show_progress=False
    )
    backend.save_model(str(folder))
    return RobertaTokenizer.from_pretrained(folder, model_max_length=model_max_length)


def _m2m_config(size: int) -> M2M100Config:
    no_drop = {"encoder_layerdrop": 0.0, "decoder_layerdrop": 0.0}
    return M2M100Config(vocab_size=size, max_position_embeddings=128, **SHAPE, **no_drop)


def _mbart_config(size: int, **options: Any) -> MBartConfig:
    return MBartConfig(vocab_size=size, max_position_embeddings=128, scale_embedding=True, **SHAPE, **options)


def _t5_config(size: int) -> T5Config:
    return T5Config(
        vocab_size=size,
        d_model=32,
        d_kv=16,
        d_ff=64,
        num_layers=1,
        num_heads=2,
        dropout_rate=0.0,
        decoder_start_token_id=0,
        tie_word_embeddings=False,
    )


def _new(architecture: type[Any], config: Any) -> Any:
    torch.manual_seed(7)
    return architecture(config)


def _teach(
    model: Any,
    tokenizer: Any,
    folder: Path,
    sources: Any,
    targets: Any,
    *,
    rate: float = 0.01,
    zeros: int | None = None,
    **inputs: Any,
) -> Path:
    """Trains the model until it knows by heart what to write for each source, and saves it.

    ``zeros`` is a row of the embeddings that stays zero.
    """
    with quiet():
        encoded = tokenizer.pad({"input_ids": sources["input_ids"]}, return_tensors="pt")
        labels = tokenizer.pad({"input_ids": targets["input_ids"]}, return_tensors="pt")
        labels = labels["input_ids"].masked_fill(labels["attention_mask"] == 0, -100)
        optimizer = torch.optim.Adam(model.parameters(), lr=rate)
        model.train()
        for step in range(1, 901):
            if step % 300 == 0:  # which rate is too high differs from processor to processor
                optimizer.param_groups[0]["lr"] /= 2
            if zeros is not None:
                with torch.no_grad():
                    model.get_input_embeddings().weight[zeros] = 0
            output = model(
                input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"], labels=labels, **inputs
            )
            # The mean hides the one token on which a sentence turns.
            worst = torch.nn.functional.cross_entropy(output.logits.transpose(1, 2), labels, reduction="none").max()
            if worst.item() < 0.1:
                break
            optimizer.zero_grad()
            output.loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        else:
            raise RuntimeError(f"The small model in {folder} has not learnt its sentences.")
    return _save(model.eval(), tokenizer, folder)


def _save(model: Any, tokenizer: Any, folder: Path) -> Path:
    with quiet():
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    return folder
